import CRaster

/// Makes PNG bytes of an SVG picture or of pixels.
package enum Raster {
    /// Sides longer than this are a mistake: a PNG of that size would need gigabytes.
    package static let sidePixelsMax = 16_384

    private final class Sink {
        var bytes: [UInt8] = []
    }

    /// The picture as PNG, `scale` pixels to one unit of the SVG.
    package static func png(
        of picture: SVGPicture, theme: PictureTheme = .light, scale: Double = 2
    ) throws -> [UInt8] {
        let width = Int32(min(Double(sidePixelsMax), (picture.width * scale).rounded()))
        let height = Int32(min(Double(sidePixelsMax), (picture.height * scale).rounded()))
        let svg = Array(picture.text(theme).utf8)
        return try collect { call, context in
            catalog_raster_svg(svg, svg.count, width, height, call, context)
        }
    }

    /// The pixels (0xRRGGBB, rows from the top) as PNG.
    package static func png(pixels: [UInt32], width: Int, height: Int) throws -> [UInt8] {
        precondition(pixels.count == width * height, "pixels fill the picture")
        precondition(width <= sidePixelsMax && height <= sidePixelsMax, "a picture's sides have a limit")
        return try collect { call, context in
            catalog_raster_pixels(pixels, Int32(width), Int32(height), call, context)
        }
    }

    private static func collect(
        _ draw: (catalog_raster_sink?, UnsafeMutableRawPointer) -> catalog_raster_status
    ) throws -> [UInt8] {
        let sink = Sink()
        let status = draw(
            { context, bytes, count in
                guard let context, let bytes else { return 1 }
                Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().bytes
                    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                return 0
            }, Unmanaged.passUnretained(sink).toOpaque())
        return try withExtendedLifetime(sink) {
            switch status {
            case CATALOG_RASTER_OK: return sink.bytes
            case CATALOG_RASTER_NO_LIBRARY: throw DrawingError.libraryMissing
            case CATALOG_RASTER_BAD_SVG: throw DrawingError.notDrawable
            default: throw DrawingError.outOfMemory
            }
        }
    }
}
