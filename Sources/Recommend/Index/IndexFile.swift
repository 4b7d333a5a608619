import CatalogCore
import CatalogStore
import Glibc

/// The file beside a catalog that holds its index: mapped, checked against the catalog, never needed.
///
/// The catalog keeps the token of the index that was made last, so that a file which belongs to another catalog, or to
/// this one before it was restored, is seen to be none.
struct IndexFile {
    /// Where the catalog keeps the token.
    static let settingName = "recommend.index"
    private static let suffix = "-recommend"

    let path: String

    init(catalogPath: String) { path = catalogPath + Self.suffix }

    /// The index in the file; nil where there is none or where it is not the catalog's own.
    func read(for catalog: some CatalogReading) throws -> RecommendationIndex? {
        guard let token = try catalog.setting(Self.settingName), let file = MappedFile(path: path),
            let reader = SectionReader(file.bytes, keptBy: file),
            let index = RecommendationIndex(reader, in: file),
            Self.text(of: index.stamp.token) == token
        else { return nil }
        return index
    }

    /// Writes an index and returns it mapped; nil where the folder or the catalog cannot be written: it serves from memory.
    func keep(_ index: RecommendationIndex, of catalog: Catalog) -> RecommendationIndex? {
        let part = "\(path).\(getpid()).part"
        guard let writer = try? index.writer(), write(writer, to: part) else {
            unlink(part)
            return nil
        }
        guard rename(part, path) == 0 else {
            unlink(part)
            return nil
        }
        do {
            try catalog.write { try $0.set(Self.settingName, to: Self.text(of: index.stamp.token)) }
        } catch {
            unlink(path)
            return nil
        }
        guard let file = MappedFile(path: path), let reader = SectionReader(file.bytes, keptBy: file),
            let mapped = RecommendationIndex(reader, in: file), mapped.stamp == index.stamp
        else { return nil }
        return mapped
    }

    private static func text(of token: UInt64) -> String { String(token, radix: 16) }

    private func write(_ writer: SectionWriter, to part: String) -> Bool {
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(writer.byteCount)) == 0 else { return false }
        return writer.write(to: descriptor, at: 0) && fdatasync(descriptor) == 0
    }
}
