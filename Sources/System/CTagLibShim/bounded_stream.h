/* TagLib's input through a callback. */
#ifndef CATALOG_BOUNDED_STREAM_H
#define CATALOG_BOUNDED_STREAM_H

#include "taglib_shim.h"

#include <taglib/tbytevector.h>
#include <taglib/tiostream.h>

#include <algorithm>

/// What TagLib reads through: bounded in what it may ask for at once and in total.
class BoundedStream : public TagLib::IOStream {
public:
    BoundedStream(void *context, int64_t size, catalog_read_bytes read) : context(context), size(size), read(read) {}
    TagLib::FileName name() const override { return ""; }
    TagLib::ByteVector readBlock(unsigned long length) override
    {
        if (position < 0 || position >= size || budget <= 0) return TagLib::ByteVector();
        const int64_t wanted = std::min<int64_t>({int64_t(std::min<unsigned long>(length, blockMax)), size - position, budget});
        TagLib::ByteVector block(static_cast<unsigned>(wanted), 0);
        const int64_t count = wanted > 0 ? read(context, position, block.data(), wanted) : 0;
        if (count <= 0) {
            budget = 0;
            return TagLib::ByteVector();
        }
        block.resize(static_cast<unsigned>(count));
        position += count;
        budget -= count;
        return block;
    }
    void writeBlock(const TagLib::ByteVector &) override {}
    void insert(const TagLib::ByteVector &, unsigned long, unsigned long) override {}
    void removeBlock(unsigned long, unsigned long) override {}
    bool readOnly() const override { return true; }
    bool isOpen() const override { return true; }
    void seek(long offset, Position from) override
    {
        const int64_t base = from == Beginning ? 0 : from == Current ? position : size;
        int64_t target = 0;
        if (__builtin_add_overflow(base, int64_t(offset), &target)) target = size;
        position = std::clamp<int64_t>(target, 0, size);
        // A broken file can send the library back and forth for ever: each move costs.
        budget -= moveCost;
    }
    void clear() override {}
    long tell() const override { return position; }
    long length() override { return size; }
    void truncate(long) override {}

private:
    static constexpr unsigned long blockMax = 64ul << 20;
    static constexpr int64_t moveCost = 1024;
    void *context;
    int64_t size;
    catalog_read_bytes read;
    int64_t position = 0;
    int64_t budget = 512ll << 20;
};

#endif
