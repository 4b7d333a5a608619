/// Every route of the service, in the order of the document.
package enum AllRoutes {
    package static let table = RouteTable(
        ServiceRoutes.all + SessionRoutes.all + SearchRoutes.all + TrackRoutes.all + ArtistRoutes.all
            + AlbumRoutes.all
            + AudioRoutes.all + RecommendRoutes.all + StreamRoutes.all + GenreRoutes.all + UserRoutes.all
            + FeedbackRoutes.all + PlaylistRoutes.all
            + AnalysisRoutes.all + IngestRoutes.all + ModelRoutes.all + StatisticsRoutes.all
            + SubjectRoutes.all + MapRoutes.all)
}
