/// Placeholder namespace.
enum SQLiteModule {}
