// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/causality.hpp>
#include <heddle/core/wording.hpp>
#include <heddle/detect/data_race.hpp>

#include <algorithm>
#include <string>

namespace heddle {

namespace {

using Clock = Causality::Clock;

/// FastTrack: of each variable the epoch of the last write and the epoch of the last read, or, once reads were
/// concurrent, the last read of every thread. A race is never forgotten, so what the state means after one is no
/// matter.
class NoticeDataRace final : public Detector {
public:
    Interest interest() const noexcept override { return Interest::accesses; }

    void on_begin(Directory const&) override {
        causality_.clear();
        variables_in_use_ = 0;
        rows_ = 0;
        raced_ = false;
    }

    void on_event(Event const& event, std::uint64_t) override {
        causality_.follow(event);
        Operation const& operation = event.operation;
        if (is_access(operation.kind))
            on_access(operation.thread, operation.object, operation.kind == OperationKind::plain_store);
    }

    void on_access(ThreadId thread, ObjectId object, bool writes) override {
        if (!causality_.knows(thread) || causality_.shift() != shift_ || index(object) >= variables_in_use_)
            [[unlikely]]
            make_room(thread, object);
        Variable& variable = variables_[index(object)];
        if (writes) {
            write(variable, thread);
        } else {
            read(variable, thread);
        }
    }

    bool fired() const noexcept override { return raced_; }

    void report(std::vector<Finding>& findings) const override {
        if (raced_) findings.push_back({FindingKind::data_race, "data race", {}, 0, 0, 0});
    }

private:
    struct Variable {
        Clock written = 0;  ///< 0: never
        Clock read = 0;     ///< 0: never since the last write
        ThreadId writer{0};
        ThreadId reader{0};
        std::uint32_t row = 0;  ///< plus 1, of readers_; 0: the reads so far are ordered and `read` is the last
    };

    [[gnu::noinline]] void make_room(ThreadId thread, ObjectId object) {
        causality_.know(thread);
        if (causality_.shift() != shift_) widen();
        if (index(object) >= variables_in_use_) add_variables(index(object) + 1);
    }

    void read(Variable& variable, ThreadId thread) {
        Clock const now = causality_.now(thread);
        if (variable.row == 0 && variable.read == now && variable.reader == thread) return;
        Clock const* const known = causality_.row(thread);
        raced_ |= variable.written > known[index(variable.writer)];
        if (variable.row != 0) {
            row(variable)[index(thread)] = now;
        } else if (variable.read <= known[index(variable.reader)]) {
            variable.read = now;
            variable.reader = thread;
        } else {
            share(variable, thread, now);
        }
    }

    void write(Variable& variable, ThreadId thread) {
        Clock const now = causality_.now(thread);
        if (variable.written == now && variable.writer == thread) return;
        Clock const* const known = causality_.row(thread);
        raced_ |= variable.written > known[index(variable.writer)];
        if (variable.row != 0) {
            Clock const* const reads = row(variable);
            for (std::size_t i = 0; i < causality_.width(); ++i) raced_ |= reads[i] > known[i];
            variable.row = 0;
        } else {
            raced_ |= variable.read > known[index(variable.reader)];
        }
        variable.read = 0;
        variable.written = now;
        variable.writer = thread;
    }

    Clock* row(Variable const& variable) noexcept { return &readers_[std::size_t{variable.row - 1} << shift_]; }

    [[gnu::noinline]] void share(Variable& variable, ThreadId thread, Clock now) {
        variable.row = static_cast<std::uint32_t>(++rows_);
        if (readers_.size() < rows_ << shift_) readers_.resize((2 * rows_) << shift_);
        std::fill_n(row(variable), causality_.width(), Clock{0});
        row(variable)[index(variable.reader)] = variable.read;
        row(variable)[index(thread)] = now;
    }

    void add_variables(std::size_t count) {
        if (variables_.size() < count) variables_.resize(std::max(count, 2 * variables_.size()));
        std::fill(
            variables_.begin() + static_cast<std::ptrdiff_t>(variables_in_use_),
            variables_.begin() + static_cast<std::ptrdiff_t>(count), Variable{});
        variables_in_use_ = count;
    }

    void widen() {
        std::size_t const wider = causality_.shift();
        std::vector<Clock> rows(rows_ << wider, 0);
        for (std::size_t i = 0; i < rows_; ++i) {
            std::copy_n(&readers_[i << shift_], std::size_t{1} << shift_, &rows[i << wider]);
        }
        readers_ = std::move(rows);
        shift_ = wider;
    }

    Causality causality_;
    std::vector<Variable> variables_;  ///< by object
    std::vector<Clock> readers_;       ///< rows of the last read of every thread
    std::size_t variables_in_use_ = 0;
    std::size_t rows_ = 0;
    std::size_t shift_ = Causality{}.shift();
    bool raced_ = false;
};

/// Keeps, of each variable, every thread's last read and last write with their places: if any access of a thread is
/// concurrent with what comes now, its last one is.
class ExplainDataRace final : public Detector {
public:
    void on_begin(Directory const& directory) override {
        directory_ = &directory;
        causality_.clear();
        variables_.clear();
        races_.clear();
    }

    void on_event(Event const& event, std::uint64_t) override {
        causality_.follow(event);
        if (!is_access(event.operation.kind)) return;
        causality_.know(event.operation.thread);
        Operation const& operation = event.operation;
        if (index(operation.object) >= variables_.size()) variables_.resize(index(operation.object) + 1);
        auto& threads = variables_[index(operation.object)];
        if (index(operation.thread) >= threads.size()) threads.resize(index(operation.thread) + 1);
        bool const writes = operation.kind == OperationKind::plain_store;
        for (Accesses const& earlier : threads) {
            compare(earlier.write, operation);
            if (writes) compare(earlier.read, operation);
        }
        Accesses& mine = threads[index(operation.thread)];
        (writes ? mine.write : mine.read) = {operation, causality_.now(operation.thread)};
    }

    bool fired() const noexcept override { return !races_.empty(); }

    void report(std::vector<Finding>& findings) const override {
        for (Race const& race : races_) {
            Rows rows{{2, 3}};
            for (Operation const& access : {race.first, race.second}) {
                bool const writes = access.kind == OperationKind::plain_store;
                rows.add(
                    {directory_->describe(access.thread), writes ? "stores to it" : "loads it",
                     place_of(access.where)});
            }
            std::string message = "data race on " + directory_->describe(race.first.object)
                                  + ": two accesses, at least one a write, and nothing orders them" + rows.text();
            findings.push_back({FindingKind::data_race, std::move(message), {}, 0, 0, 0});
        }
    }

private:
    struct Access {
        Operation operation;
        Clock when = 0;  ///< 0: there was none
    };
    struct Accesses {
        Access read;
        Access write;
    };
    struct Race {
        Operation first;
        Operation second;
    };

    void compare(Access const& earlier, Operation const& now) {
        if (earlier.when == 0 || causality_.before(earlier.operation.thread, earlier.when, now.thread)) return;
        auto const same = [&](Race const& race) {
            if (race.first.object != now.object) return false;
            auto const a = race.first.where.key();
            auto const b = race.second.where.key();
            auto const p = earlier.operation.where.key();
            auto const q = now.where.key();
            return (a == p && b == q) || (a == q && b == p);
        };
        if (std::none_of(races_.begin(), races_.end(), same)) races_.push_back({earlier.operation, now});
    }

    Directory const* directory_ = nullptr;
    Causality causality_;
    std::vector<std::vector<Accesses>> variables_;  ///< by object, then thread
    std::vector<Race> races_;                       ///< in order of their second accesses
};

}  // namespace

std::unique_ptr<Detector> make_data_race(Semantics const& semantics, Effort effort) {
    if (semantics.data_races == DataRaces::allowed) return nullptr;
    if (effort == Effort::explain) return std::make_unique<ExplainDataRace>();
    return std::make_unique<NoticeDataRace>();
}

}  // namespace heddle
