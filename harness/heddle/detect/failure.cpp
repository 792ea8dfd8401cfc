// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/wording.hpp>
#include <heddle/detect/failure.hpp>

#include <string>

namespace heddle {

namespace {

/// Outcome::pick of a `fail` event.
enum class Failure : std::uint32_t { requirement = 0, exception = 1 };

/// The text of a message: its later lines belong under its first.
std::string indented(std::string_view text) {
    std::string said;
    for (char const c : text) {
        said += c;
        if (c == '\n') said += "  ";
    }
    return said;
}

class FailureDetector final : public Detector {
public:
    FailureDetector(FindingKind kind, Failure failure) noexcept : kind_{kind}, failure_{failure} {}

    Interest interest() const noexcept override { return Interest::troubles; }
    void on_begin(Directory const& directory) override {
        directory_ = &directory;
        failures_.clear();
    }
    void on_event(Event const& event, std::uint64_t) override {
        if (event.operation.kind != OperationKind::fail) return;
        if (event.outcome.pick == static_cast<std::uint32_t>(failure_)) failures_.push_back(event.operation);
    }
    bool fired() const noexcept override { return !failures_.empty(); }

    void report(std::vector<Finding>& findings) const override {
        for (Operation const& operation : failures_) {
            std::string const text = indented(directory_->text(static_cast<TextId>(operation.operand)));
            bool const thrown = failure_ == Failure::exception;
            Rows rows{{3}};
            std::string const who =
                operation.thread == no_thread ? "the program" : directory_->describe(operation.thread);
            rows.add({thrown ? who + " let it out" : who, place_of(operation.where)});
            std::string message = (thrown ? "exception: " : "requirement failed: ") + text;
            findings.push_back({kind_, message + rows.text(), {}, 0, 0, 0});
        }
    }

private:
    Directory const* directory_ = nullptr;
    std::vector<Operation> failures_;
    FindingKind kind_;
    Failure failure_;
};

}  // namespace

std::unique_ptr<Detector> make_exception(Semantics const&, Effort) {
    return std::make_unique<FailureDetector>(FindingKind::exception, Failure::exception);
}

std::unique_ptr<Detector> make_requirement(Semantics const&, Effort) {
    return std::make_unique<FailureDetector>(FindingKind::requirement, Failure::requirement);
}

}  // namespace heddle
