/// How far two spellings are apart.
enum Spelling {
    /// True where one letter more, less, different or a swap of two neighbours makes one from the other.
    static func isOneEditApart(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        if left.count > right.count { return isOneEditApart(right, left) }
        guard right.count - left.count <= 1, left != right else { return false }
        var start = 0
        while start < left.count, left[start] == right[start] { start += 1 }
        if left.count < right.count { return left[start...] == right[(start + 1)...] }
        if left[(start + 1)...] == right[(start + 1)...] { return true }
        return start + 1 < left.count && left[start] == right[start + 1] && left[start + 1] == right[start]
            && left[(start + 2)...] == right[(start + 2)...]
    }
}
