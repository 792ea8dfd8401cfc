// SPDX-License-Identifier: Apache-2.0
#include <heddle/explore/nondeterminism.hpp>

namespace heddle {

namespace {

/// One event in a form that is the same in every execution that is the same.
struct Print {
    std::uint64_t thread = 0;
    std::uint64_t object = 0;
    Operation operation;
    Outcome outcome;
    std::uint64_t result = 0;

    bool same(Print const& other) const noexcept {
        return thread == other.thread && object == other.object && operation.kind == other.operation.kind
               && outcome == other.outcome && result == other.result;
    }
};

std::vector<Print> prints_of(Trace const& trace) {
    std::vector<Print> prints;
    prints.reserve(trace.events.size());
    for (Event const& event : trace.events) {
        Operation const& operation = event.operation;
        prints.push_back(
            {trace.directory->key(operation.thread), trace.directory->key(operation.object), operation, event.outcome,
             event.effect.has(Effect::opaque) ? 0 : event.effect.result});
    }
    return prints;
}

std::string told(Directory const& directory, Operation const& operation) {
    std::string text = directory.describe(operation.thread) + " " + name_of(operation.kind);
    if (operation.object != no_object && index(operation.object) < directory.objects()) {
        text.append(" ").append(directory.describe(operation.object));
    }
    if (operation.where.known()) {
        text.append("   ").append(operation.where.file()).append(":").append(std::to_string(operation.where.line()));
    }
    return text;
}

constexpr char const* advice =
    "\n  something besides the schedule decides what this program does: time, random numbers, addresses, hash order, "
    "or state"
    "\n  that outlives an execution (statics); keep it out of the program under test, or reset it";

}  // namespace

std::string describe_nondeterminism(Runner& runner, Strategy& strategy) {
    std::string const headline = "nondeterminism: the same choices did not give the same execution";
    Trace trace;
    strategy.repeat_execution();
    runner.look(strategy, &trace);
    std::vector<Print> const before = prints_of(trace);
    strategy.repeat_execution();
    runner.look(strategy, &trace);
    std::vector<Print> const after = prints_of(trace);
    std::uint64_t step = 0;
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
        if (!before[i].same(after[i])) {
            return headline + "\n  first at step " + std::to_string(step) + ": "
                   + told(*trace.directory, before[i].operation)
                   + "\n  and then:          " + told(*trace.directory, after[i].operation) + advice;
        }
        if (!noted(before[i].operation.kind)) ++step;
    }
    if (before.size() != after.size()) {
        return headline + "\n  first at step " + std::to_string(step) + ", where one of two executions had ended"
               + advice;
    }
    return headline + "\n  two more executions were alike, so that the first step that differed is not known" + advice;
}

}  // namespace heddle
