// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/directory.hpp>
#include <heddle/strategy/printers.hpp>

#include <algorithm>

namespace heddle {

void Printers::note(SchedulingPoint const& point, ThreadId thread) {
    auto const text = static_cast<TextId>(point.pending[index(thread)].operand);
    std::vector<TextId>& texts = texts_[point.directory->key(thread)];
    if (texts.size() < most_texts && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

bool Printers::may_print(SchedulingPoint const& point, ThreadId thread, std::string_view rest) const noexcept {
    auto const found = texts_.find(point.directory->key(thread));
    if (found == texts_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](TextId text) {
        return rest.starts_with(point.directory->text(text));
    });
}

}  // namespace heddle
