// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/core/directory.hpp>
#include <heddle/core/object.hpp>

#include <string>

namespace heddle::objects {

/// Where the program under test prints. Each write is one operation; a print may be several.
class Console final : public Object {
public:
    Console() noexcept : Object{ObjectKind::console} {}
    void reset(Directory const& directory) noexcept {
        directory_ = &directory;
        output_.clear();
    }

    void apply(Operation const& operation, Outcome, Effect& effect) noexcept override {
        if (operation.kind != OperationKind::write) return;
        output_ += directory_->text(static_cast<TextId>(operation.operand));
        effect.flags |= Effect::changes;
    }

    std::string const& output() const noexcept { return output_; }

private:
    Directory const* directory_ = nullptr;
    std::string output_;
};

}  // namespace heddle::objects
