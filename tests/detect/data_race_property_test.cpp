// SPDX-License-Identifier: Apache-2.0
#include <tests/detect/scene.hpp>

#include <rapidcheck/gtest.h>

#include <set>
#include <utility>

namespace heddle {
namespace {

using scene::Kind;
using scene::Scene;

/// Happens-before by its definition: which event synchronises with which, closed transitively. Knows no clocks.
class HappensBefore {
public:
    explicit HappensBefore(std::vector<Event> const& events)
        : events_{events}, before_(events.size(), std::vector<bool>(events.size(), false)) {
        for (std::size_t later = 0; later < events.size(); ++later) {
            for (std::size_t earlier = 0; earlier < later; ++earlier) {
                if (directly(earlier, later)) before_[earlier][later] = true;
            }
        }
        for (std::size_t later = 0; later < events.size(); ++later) {
            for (std::size_t between = 0; between < later; ++between) {
                if (!before_[between][later]) continue;
                for (std::size_t earlier = 0; earlier < between; ++earlier) {
                    if (before_[earlier][between]) before_[earlier][later] = true;
                }
            }
        }
    }

    /// Pairs of unordered accesses of two threads to one variable, at least one of them a write.
    std::vector<std::pair<std::size_t, std::size_t>> races() const {
        std::vector<std::pair<std::size_t, std::size_t>> found;
        for (std::size_t later = 0; later < events_.size(); ++later) {
            for (std::size_t earlier = 0; earlier < later; ++earlier) {
                if (conflict(events_[earlier].operation, events_[later].operation) && !before_[earlier][later]) {
                    found.emplace_back(earlier, later);
                }
            }
        }
        return found;
    }

private:
    static bool conflict(Operation const& a, Operation const& b) {
        auto const plain = [](Kind kind) { return kind == Kind::plain_load || kind == Kind::plain_store; };
        return plain(a.kind) && plain(b.kind) && a.object == b.object && a.thread != b.thread
               && (a.kind == Kind::plain_store || b.kind == Kind::plain_store);
    }

    static bool gives(Event const& event, ObjectId object) {
        return (event.effect.has(Effect::releases) && event.operation.object == object)
               || (event.effect.has(Effect::also_releases) && event.operation.also == object);
    }

    bool receives_from(std::size_t earlier, std::size_t later, ObjectId object) const {
        if (!gives(events_[earlier], object)) return false;
        for (std::size_t i = earlier + 1; i < later; ++i) {
            if (events_[i].effect.has(Effect::replaces) && events_[i].operation.object == object) return false;
        }
        return true;
    }

    bool directly(std::size_t earlier, std::size_t later) const {
        Event const& to = events_[later];
        if (events_[earlier].operation.thread == to.operation.thread) return true;
        return (to.effect.has(Effect::acquires) && receives_from(earlier, later, to.operation.object))
               || (to.effect.has(Effect::also_acquires) && receives_from(earlier, later, to.operation.also));
    }

    std::vector<Event> const& events_;
    std::vector<std::vector<bool>> before_;
};

/// One random event: what it does does not have to be possible for a detector to judge it.
void add_random(
    Scene& scene, std::vector<ObjectId> const& variables, std::vector<ObjectId> const& objects, unsigned threads,
    std::vector<int> const& digits) {
    auto const thread = static_cast<unsigned>(digits[0]) % threads;
    ObjectId const variable = variables[static_cast<std::size_t>(digits[1]) % variables.size()];
    ObjectId const object = objects[static_cast<std::size_t>(digits[1]) % objects.size()];
    ObjectId const also = objects[static_cast<std::size_t>(digits[1] + 1) % objects.size()];
    auto const line = 1 + static_cast<unsigned>(scene.edit().events.size());
    switch (digits[2]) {
    case 0:
    case 1:
        scene.read(thread, variable, line);
        break;
    case 2:
        scene.write(thread, variable, line);
        break;
    case 3:
    case 4:
        scene.event(thread, Kind::lock, object, line, Effect::acquires);
        break;
    case 5:
    case 6:
        scene.event(thread, Kind::unlock, object, line, Effect::releases);
        break;
    case 7:
        scene.atomic_store(thread, object, line);
        break;
    case 8:
        scene.fetch_add(thread, object, line);
        break;
    default:
        scene.event(thread, Kind::wait, object, line, Effect::also_releases).operation.also = also;
        break;
    }
}

RC_GTEST_PROP(DataRaceProperty, FiresExactlyWhenAConflictingPairIsUnordered, ()) {
    auto const threads = static_cast<unsigned>(*rc::gen::inRange(2, 5));
    auto const digit = rc::gen::inRange(0, 10);
    auto const events =
        *rc::gen::container<std::vector<std::vector<int>>>(rc::gen::container<std::vector<int>>(3, digit));
    Scene scene;
    std::vector<ObjectId> const variables{scene.object(ObjectKind::variable), scene.object(ObjectKind::variable)};
    std::vector<ObjectId> const objects{scene.object(ObjectKind::mutex), scene.object(ObjectKind::atomic)};
    for (unsigned i = 1; i < threads; ++i) scene.start();
    for (auto const& digits : events) add_random(scene, variables, objects, threads, digits);

    Trace const& trace = scene.trace();
    auto const races = HappensBefore{trace.events}.races();
    RC_CLASSIFY(!races.empty(), "racy");
    RC_ASSERT(scene::noticed("data_race", trace) == !races.empty());

    auto const found = scene::findings("data_race", trace);
    RC_ASSERT(found.empty() == races.empty());
    for (Finding const& finding : found) {
        auto const named = [&](std::pair<std::size_t, std::size_t> const& race) {
            auto const place = [&](std::size_t i) {
                return "account.cpp:" + std::to_string(trace.events[i].operation.where.line()) + "\n";
            };
            std::string const message = finding.message + "\n";
            return message.find(place(race.first)) != std::string::npos
                   && message.find(place(race.second)) != std::string::npos;
        };
        RC_ASSERT(std::any_of(races.begin(), races.end(), named));
    }
}

}  // namespace
}  // namespace heddle
