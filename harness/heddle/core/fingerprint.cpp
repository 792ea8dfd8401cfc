// SPDX-License-Identifier: Apache-2.0
#include <heddle/core/fingerprint.hpp>

namespace heddle {

void Fingerprint::on_event(Event const& event, std::uint64_t) {
    Operation const& operation = event.operation;
    mix(directory_->key(operation.thread) ^ (static_cast<std::uint64_t>(operation.kind) << 56U));
    if (operation.object != no_object) mix(directory_->key(operation.object));
    mix((static_cast<std::uint64_t>(event.outcome.kind) << 32U) | event.outcome.pick);
    bool const is_text = operation.kind == OperationKind::write || operation.kind == OperationKind::fail;
    if (is_text) {
        mix(directory_->text_key(static_cast<TextId>(operation.operand)));
    } else if (!event.effect.has(Effect::opaque)) {
        mix(operation.operand);
        mix(operation.expected);
        mix(event.effect.result);
    }
    mix(static_cast<std::uint64_t>(event.effect.misuse));
}

}  // namespace heddle
