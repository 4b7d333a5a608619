/// Placeholder namespace.
enum AudioModule {}
