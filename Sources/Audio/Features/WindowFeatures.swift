enum WindowFeatures { static let hopFrames = 646 }
