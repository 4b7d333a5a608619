// C++ because TagLib's property maps, the only way to write tags beyond the basic seven, have no C interface.
#include "CTagWriter.h"

#include <taglib/fileref.h>
#include <taglib/tpropertymap.h>

int tagWriterReplace(const char *path, const TagWriterEntry *entries, size_t count) {
    TagLib::FileRef reference(path, false);
    if (reference.isNull()) return 1;
    TagLib::PropertyMap properties;
    for (size_t index = 0; index < count; index++) {
        const TagLib::String name(entries[index].name, TagLib::String::UTF8);
        properties.insert(name, TagLib::StringList(TagLib::String(entries[index].value, TagLib::String::UTF8)));
    }
    const TagLib::PropertyMap refused = reference.file()->setProperties(properties);
    if (!refused.isEmpty()) return 2;
    return reference.save() ? 0 : 3;
}
