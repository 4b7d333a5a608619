/// The parts of a file of columns, each an array of numbers; the raw values are part of the format.
enum IndexSection: UInt32, Sendable {
    case stamp = 1
    case plan, parameters

    case tracks = 16
    case addedSeconds, popularity, shown
    case artistOffsets, artists, artistKeys, artistTrackOffsets, artistTracks
    case genreOffsets, genres, genreKeys, genreTrackOffsets, genreTracks

    case soundDimension = 48
    case soundShorts, soundBytes, soundScales, soundPresent
    case factorFloats, factorBytes, factorScales, factorPresent, factorGram
    case neighborOffsets, neighborItems, neighborScores
    case headItems, headWeights
    case trends, counts, tastes
    case soundCellRows, soundCellBlocks, soundCellCenters, soundCellBounds
    case factorCellRows, factorCellBlocks, factorCellCenters, factorCellBounds
    case soundUnits, factorShorts, factorUnits, neighborShorts, neighborUnits
    case soundCellSpreads, factorCellSpreads

    /// The numbers of field n follow at 128 + n.
    static let numbersStart: UInt32 = 128
}
