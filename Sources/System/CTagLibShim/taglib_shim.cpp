#include "taglib_shim.h"
#include "bounded_stream.h"

#include <taglib/aifffile.h>
#include <taglib/apefile.h>
#include <taglib/asffile.h>
#include <taglib/attachedpictureframe.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mpcfile.h>
#include <taglib/mpegfile.h>
#include <taglib/oggflacfile.h>
#include <taglib/opusfile.h>
#include <taglib/tdebuglistener.h>
#include <taglib/tpropertymap.h>
#include <taglib/trueaudiofile.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavfile.h>
#include <taglib/wavpackfile.h>
#include <taglib/xiphcomment.h>

#include <string>

namespace {

struct Sink {
    void *context;
    size_t countMax, bytesMax, coverMax;
    catalog_take_field takeField;
    catalog_take_cover takeCover;

    void fields(const TagLib::PropertyMap &map)
    {
        size_t count = 0;
        for (const auto &[key, values] : map) {
            const std::string name = key.to8Bit(true);
            for (const auto &value : values) {
                const std::string text = value.to8Bit(true);
                if (text.size() > bytesMax || name.size() > bytesMax) continue;
                if (++count > countMax) return;
                takeField(context, name.data(), name.size(), text.data(), text.size());
            }
        }
    }
    bool cover(const TagLib::String &type, const TagLib::ByteVector &bytes)
    {
        if (bytes.isEmpty() || bytes.size() > coverMax) return false;
        const std::string name = type.to8Bit(true);
        takeCover(context, name.data(), name.size(), reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size());
        return true;
    }
    void pictures(const TagLib::List<TagLib::FLAC::Picture *> &list)
    {
        // The front cover before any other picture.
        for (const bool front : {true, false})
            for (const auto *picture : list)
                if ((picture->type() == TagLib::FLAC::Picture::FrontCover) == front
                    && cover(picture->mimeType(), picture->data())) return;
    }
    void pictures(TagLib::ID3v2::Tag *tag)
    {
        if (!tag) return;
        const auto &frames = tag->frameList("APIC");
        for (const bool front : {true, false})
            for (auto *frame : frames) {
                const auto *picture = dynamic_cast<TagLib::ID3v2::AttachedPictureFrame *>(frame);
                if (picture && (picture->type() == TagLib::ID3v2::AttachedPictureFrame::FrontCover) == front
                    && cover(picture->mimeType(), picture->picture())) return;
            }
    }
    void pictures(TagLib::MP4::Tag *tag)
    {
        if (!tag || !tag->contains("covr")) return;
        for (const auto &art : tag->item("covr").toCoverArtList()) {
            const bool isPNG = art.format() == TagLib::MP4::CoverArt::PNG;
            if (cover(isPNG ? "image/png" : "image/jpeg", art.data())) return;
        }
    }
    void pictures(TagLib::ASF::Tag *tag)
    {
        if (!tag || !tag->attributeListMap().contains("WM/Picture")) return;
        for (const auto &attribute : tag->attribute("WM/Picture")) {
            const auto picture = attribute.toPicture();
            if (picture.isValid() && cover(picture.mimeType(), picture.picture())) return;
        }
    }
};

int readTags(catalog_tag_format format, TagLib::IOStream *stream, Sink &sink)
{
    const auto plain = [&](auto &&file) {
        if (!file.isValid()) return -1;
        sink.fields(file.properties());
        return 0;
    };
    auto *factory = TagLib::ID3v2::FrameFactory::instance();
    switch (format) {
    case CATALOG_TAGS_MPEG: {
        TagLib::MPEG::File file(stream, factory, false);
        if (plain(file) != 0) return -1;
        sink.pictures(file.hasID3v2Tag() ? file.ID3v2Tag() : nullptr);
        return 0;
    }
    case CATALOG_TAGS_FLAC: {
        TagLib::FLAC::File file(stream, factory, false);
        if (plain(file) != 0) return -1;
        sink.pictures(file.pictureList());
        return 0;
    }
    case CATALOG_TAGS_VORBIS: {
        TagLib::Ogg::Vorbis::File file(stream, false);
        if (plain(file) != 0) return -1;
        if (file.tag()) sink.pictures(file.tag()->pictureList());
        return 0;
    }
    case CATALOG_TAGS_OPUS: {
        TagLib::Ogg::Opus::File file(stream, false);
        if (plain(file) != 0) return -1;
        if (file.tag()) sink.pictures(file.tag()->pictureList());
        return 0;
    }
    case CATALOG_TAGS_OGG_FLAC: {
        TagLib::Ogg::FLAC::File file(stream, false);
        if (plain(file) != 0) return -1;
        if (file.tag()) sink.pictures(file.tag()->pictureList());
        return 0;
    }
    case CATALOG_TAGS_MP4: {
        TagLib::MP4::File file(stream, false);
        if (plain(file) != 0) return -1;
        sink.pictures(file.tag());
        return 0;
    }
    case CATALOG_TAGS_ASF: {
        TagLib::ASF::File file(stream, false);
        if (plain(file) != 0) return -1;
        sink.pictures(file.tag());
        return 0;
    }
    case CATALOG_TAGS_WAV: {
        TagLib::RIFF::WAV::File file(stream, false);
        if (plain(file) != 0) return -1;
        sink.pictures(file.ID3v2Tag());
        return 0;
    }
    case CATALOG_TAGS_AIFF: {
        TagLib::RIFF::AIFF::File file(stream, false);
        if (plain(file) != 0) return -1;
        sink.pictures(file.hasID3v2Tag() ? file.tag() : nullptr);
        return 0;
    }
    case CATALOG_TAGS_APE: return plain(TagLib::APE::File(stream, false));
    case CATALOG_TAGS_WAVPACK: return plain(TagLib::WavPack::File(stream, false));
    case CATALOG_TAGS_MUSEPACK: return plain(TagLib::MPC::File(stream, false));
    case CATALOG_TAGS_TRUE_AUDIO: return plain(TagLib::TrueAudio::File(stream, false));
    }
    return -1;
}

/// The library prints what it thinks of broken files: nobody asked.
class Silence : public TagLib::DebugListener {
    void printMessage(const TagLib::String &) override {}
};

} // namespace

int catalog_read_tags(
    catalog_tag_format format, void *context, int64_t size, catalog_read_bytes read, size_t value_count_max,
    size_t value_bytes_max, size_t cover_bytes_max, catalog_take_field take_field, catalog_take_cover take_cover)
{
    static Silence silence;
    static const bool isSilent = (TagLib::setDebugListener(&silence), true);
    (void)isSilent;
    try {
        BoundedStream stream(context, size, read);
        Sink sink{context, value_count_max, value_bytes_max, cover_bytes_max, take_field, take_cover};
        return readTags(format, &stream, sink);
    } catch (...) {
        return -1;
    }
}
