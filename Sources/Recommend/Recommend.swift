/// Placeholder namespace.
enum RecommendModule {}
