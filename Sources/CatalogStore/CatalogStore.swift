/// Placeholder namespace.
enum CatalogStoreModule {}
