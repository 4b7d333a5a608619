#include "CHnswlib.h"

#include <hnswlib/hnswlib.h>

#include <memory>
#include <mutex>
#include <queue>
#include <shared_mutex>

extern "C" float hnsw_dot(const float *left, const float *right, size_t count);

namespace {
using Graph = hnswlib::HierarchicalNSW<float>;
using hnswlib::tableint;

float distance(const void *left, const void *right, const void *dimension) {
    return -hnsw_dot(static_cast<const float *>(left), static_cast<const float *>(right),
                     *static_cast<const size_t *>(dimension));
}

/// Distance = minus the dot product, by a kernel that is cloned for each CPU.
class DotSpace : public hnswlib::SpaceInterface<float> {
public:
    explicit DotSpace(size_t dimension) : dimension_(dimension) {}
    size_t get_data_size() override { return dimension_ * sizeof(float); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
    void *get_dist_func_param() override { return &dimension_; }

private:
    size_t dimension_;
};

struct Hit {
    float distance;
    tableint place;
    bool operator<(const Hit &other) const { return distance < other.distance; }
};
}  // namespace

struct hnsw_index {
    DotSpace space;
    std::unique_ptr<Graph> graph;
    size_t dimension;
    /// Searches share it, changes own it: the library does not lock what it reads.
    mutable std::shared_mutex mutex;

    explicit hnsw_index(size_t dimension) : space(dimension), dimension(dimension) {}

    float distanceTo(const float *query, tableint place) const {
        return -hnsw_dot(query, reinterpret_cast<const float *>(graph->getDataByInternalId(place)), dimension);
    }

    /// Down the upper levels, to where the ground level is entered.
    tableint entrance(const float *query) const {
        tableint current = graph->enterpoint_node_;
        float best = distanceTo(query, current);
        for (int level = graph->maxlevel_; level > 0; level--) {
            for (bool changed = true; changed;) {
                changed = false;
                auto *list = graph->get_linklist(current, level);
                size_t size = graph->getListCount(list);
                auto *links = reinterpret_cast<tableint *>(list + 1);
                for (size_t i = 0; i < size; i++) {
                    float candidate = distanceTo(query, links[i]);
                    if (candidate < best) {
                        best = candidate;
                        current = links[i];
                        changed = true;
                    }
                }
            }
        }
        return current;
    }

    /// The library's own ground-level search, with a filter inside and nothing counted.
    template <typename Allowed>
    void ground(const float *query, size_t width, Allowed allowed, std::priority_queue<Hit> &best) const {
        auto *visited = graph->visited_list_pool_->getFreeVisitedList();
        auto *seen = visited->mass;
        auto mark = visited->curV;
        std::priority_queue<Hit> open;  // of minus the distance: nearest first
        tableint start = entrance(query);
        float startDistance = distanceTo(query, start);
        open.push({-startDistance, start});
        if (allowed(start)) best.push({startDistance, start});
        seen[start] = mark;
        while (!open.empty()) {
            Hit current = open.top();
            if (best.size() >= width && -current.distance > best.top().distance) break;
            open.pop();
            auto *list = graph->get_linklist0(current.place);
            size_t size = graph->getListCount(list);
            auto *links = reinterpret_cast<tableint *>(list + 1);
            tableint fresh[512];
            size_t count = 0;
            for (size_t i = 0; i < size && count < 512; i++) {
                if (seen[links[i]] == mark) continue;
                seen[links[i]] = mark;
                const char *data = graph->getDataByInternalId(links[i]);
                for (size_t line = 0; line < dimension * sizeof(float); line += 64) __builtin_prefetch(data + line);
                fresh[count++] = links[i];
            }
            for (size_t i = 0; i < count; i++) {
                float candidate = distanceTo(query, fresh[i]);
                if (best.size() >= width && candidate >= best.top().distance) continue;
                open.push({-candidate, fresh[i]});
                if (!allowed(fresh[i])) continue;
                best.push({candidate, fresh[i]});
                if (best.size() > width) best.pop();
            }
        }
        graph->visited_list_pool_->releaseVisitedList(visited);
    }
};

hnsw_index *hnsw_create(size_t dimension, size_t capacity, size_t links, size_t build_width, size_t seed) try {
    auto index = std::make_unique<hnsw_index>(dimension);
    index->graph = std::make_unique<Graph>(&index->space, capacity, links, build_width, seed);
    return index.release();
} catch (...) {
    return nullptr;
}

void hnsw_free(hnsw_index *index) { delete index; }

int hnsw_build(hnsw_index *index, const float *vector, size_t label) try {
    index->graph->addPoint(vector, label);
    return 0;
} catch (...) {
    return 1;
}

int hnsw_add(hnsw_index *index, const float *vector, size_t label) try {
    std::unique_lock lock(index->mutex);
    index->graph->addPoint(vector, label);
    return 0;
} catch (...) {
    return 1;
}

int hnsw_remove(hnsw_index *index, size_t label) try {
    std::unique_lock lock(index->mutex);
    index->graph->markDelete(label);
    return 0;
} catch (...) {
    return 1;
}

size_t hnsw_count(const hnsw_index *index) { return index->graph->cur_element_count; }

size_t hnsw_search(const hnsw_index *index, const float *query, size_t count, size_t width, const uint64_t *allowed,
                   size_t allowed_words, size_t *labels, float *scores) try {
    std::shared_lock lock(index->mutex);
    Graph &graph = *index->graph;
    if (graph.cur_element_count == 0) return 0;
    std::priority_queue<Hit> best;
    if (width < count) width = count;
    if (!allowed && graph.num_deleted_ == 0) {
        index->ground(query, width, [](tableint) { return true; }, best);
    } else {
        index->ground(
            query, width,
            [&](tableint place) {
                size_t label = graph.getExternalLabel(place);
                if (graph.isMarkedDeleted(place)) return false;
                return !allowed || (label / 64 < allowed_words && (allowed[label / 64] >> (label % 64) & 1) != 0);
            },
            best);
    }
    while (best.size() > count) best.pop();
    size_t found = best.size();
    for (size_t i = found; i-- > 0; best.pop()) {
        labels[i] = graph.getExternalLabel(best.top().place);
        scores[i] = -best.top().distance;
    }
    return found;
} catch (...) {
    return 0;
}

int hnsw_save(hnsw_index *index, const char *path) try {
    std::unique_lock lock(index->mutex);
    index->graph->saveIndex(path);
    return 0;
} catch (...) {
    return 1;
}

hnsw_index *hnsw_load(const char *path, size_t dimension, size_t capacity) try {
    auto index = std::make_unique<hnsw_index>(dimension);
    index->graph = std::make_unique<Graph>(&index->space, std::string(path), false, capacity);
    const Graph &graph = *index->graph;
    size_t stored = graph.size_links_level0_ + dimension * sizeof(float) + sizeof(hnswlib::labeltype);
    if (graph.size_data_per_element_ != stored) return nullptr;
    return index.release();
} catch (...) {
    return nullptr;
}
