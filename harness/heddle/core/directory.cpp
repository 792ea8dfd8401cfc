// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/directory.hpp>
#include <heddle/core/random.hpp>

#include <algorithm>

namespace heddle {

namespace {

std::uint64_t combine(std::uint64_t a, std::uint64_t b) noexcept {
    return Random::mix(a * 0x9E3779B97F4A7C15U + b + 1);
}

/// FNV-1a, for the content of texts.
std::uint64_t content_key(std::string_view text) noexcept {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return hash;
}

}  // namespace

Directory::Directory() : made_(object_kinds, 0) {
    texts_.push_back({{}, content_key({})});
    clear();
}

void Directory::clear() noexcept {
    threads_.clear();
    objects_.clear();
    objects_.emplace_back();
    std::fill(made_.begin(), made_.end(), 0U);
}

ThreadId Directory::add_thread(ThreadId parent, Where where) {
    auto const id = static_cast<ThreadId>(threads_.size());
    Thread record;
    if (parent != no_thread) record.child = ++threads_[index(parent)].threads;
    record.where = where;
    record.parent = parent;
    threads_.push_back(record);
    return id;
}

ObjectId Directory::add_object(ThreadId creator, ObjectKind kind, Where where) {
    auto const id = static_cast<ObjectId>(objects_.size());
    Object record;
    record.made = ++threads_[index(creator)].objects;
    record.where = where;
    record.creator = creator;
    record.ordinal = ++made_[static_cast<std::size_t>(kind)];
    record.kind = kind;
    objects_.push_back(record);
    return id;
}

std::uint64_t Directory::key(ThreadId id) const noexcept {
    Thread const& record = thread(id);
    return record.parent == no_thread ? combine(0, 0) : combine(key(record.parent), record.child);
}

std::uint64_t Directory::key(ObjectId id) const noexcept {
    if (id == no_object) return 0;
    Object const& record = object(id);
    std::uint64_t const what = (std::uint64_t{record.made} << 8U) | static_cast<std::uint64_t>(record.kind);
    return combine(key(record.creator) ^ 0x5851F42D4C957F2DU, what);
}

TextId Directory::intern(std::string_view text) {
    if (text.empty()) return no_text;
    if (auto const found = ids_.find(text); found != ids_.end()) return found->second;
    auto const id = static_cast<TextId>(texts_.size());
    auto const [place, added] = ids_.emplace(std::string{text}, id);
    texts_.push_back({place->first, content_key(text)});
    return id;
}

std::string Directory::describe(ThreadId id) const {
    if (id == no_thread || index(id) >= threads_.size()) return "no thread";
    std::string said = "thread " + std::to_string(index(id));
    if (!thread(id).name.empty()) said.append(" \"").append(thread(id).name).append("\"");
    return said;
}

std::string Directory::describe(ObjectId id) const {
    Object const& record = object(id);
    std::string said = name_of(record.kind);
    if (record.name.empty()) return said + " " + std::to_string(record.ordinal);
    return said.append(" \"").append(record.name).append("\"");
}

std::string Directory::label(ObjectId id) const {
    Object const& record = object(id);
    if (!record.name.empty()) return std::string{record.name};
    return std::string{name_of(record.kind)} + " " + std::to_string(record.ordinal);
}

}  // namespace heddle
