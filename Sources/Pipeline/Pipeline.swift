/// Placeholder namespace.
enum PipelineModule {}
