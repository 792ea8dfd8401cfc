// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <heddle/primitives/running.hpp>

#include <sstream>
#include <string>
#include <string_view>

namespace heddle {

/// Where a program under test prints. Each write is one scheduling point. A print is several writes, as in Python: every
/// argument, every blank between them and the newline on its own, so that lines of two threads can be torn.
class Console {
public:
    /// One write.
    void write(std::string_view text, Where where = Where::here()) const {
        Engine& engine = running("console");
        std::uint64_t id = 0;
        {
            Unwatched const unwatched;
            id = static_cast<std::uint64_t>(engine.directory().intern(text));
        }
        engine.perform(OperationKind::write, Engine::console_id, no_object, id, where);
    }
    /// The text and its newline in one write: such a line is never torn.
    void write_line(std::string_view text, Where where = Where::here()) const {
        write(std::string{text}.append("\n"), where);
    }
    /// One write each for every part, the blanks between them, and the newline.
    template <class... Parts>
    void print(Parts const&... parts) const {
        bool first = true;
        ((first ? void(first = false) : write(" ", {}), write(as_text(parts), {})), ...);
        write("\n", {});
    }

private:
    template <class Part>
    static std::string as_text(Part const& part) {
        std::ostringstream text;
        text << part;
        return text.str();
    }
};

inline constexpr Console console{};

/// What the execution has printed so far; for observe().
inline std::string printed() {
    Unwatched const unwatched;
    return running("console").console().output();
}

}  // namespace heddle
