/// Placeholder namespace.
enum LearningModule {}
