// SPDX-License-Identifier: Apache-2.0
// A thread for each text counts its letters into one table that all share, and counts itself when it has finished.
#include <scenarios/families.hpp>
#include <scenarios/letters/corpus.hpp>
#include <scenarios/letters/table.hpp>
#include <scenarios/meaning.hpp>
#include <scenarios/parameters.hpp>
#include <scenarios/program_of.hpp>
#include <scenarios/starting_line.hpp>

#include <stdexcept>

namespace heddle::scenarios {

namespace {

using SharedCorpus = std::shared_ptr<Corpus const>;

/// What all ways to count have in common.
template <class Way>
class Counting {
public:
    explicit Counting(SharedCorpus const& corpus) : corpus_{*corpus}, table_{*corpus} {}

    void run() {
        starting_line_of(corpus_.files.size(), [this](std::size_t file) {
            sync::this_thread::set_name(corpus_.files[file].name);
            static_cast<Way*>(this)->count(corpus_.files[file]);
        });
    }
    std::string observe() const { return table_.observe(); }
    std::string wrong() const { return table_.wrong(corpus_); }

protected:
    Corpus const& corpus_;
    LetterTable table_;
};

/// Nobody locks anything.
class Unlocked : public Counting<Unlocked> {
public:
    using Counting::Counting;
    void count(LetterFile const& file) {
        for (std::uint8_t const letter : file.letters) table_[letter] += 1;
        table_.finished() += 1;
    }
};

/// One lock round the whole of a text: right, and one text after the other.
class LockedTexts : public Counting<LockedTexts> {
public:
    using Counting::Counting;
    void count(LetterFile const& file) {
        sync::lock_guard const guard{mutex_};
        for (std::uint8_t const letter : file.letters) table_[letter] += 1;
        table_.finished() += 1;
    }

private:
    sync::mutex mutex_;
};

/// The lock is taken for each letter.
class LockedLetters : public Counting<LockedLetters> {
public:
    using Counting::Counting;
    void count(LetterFile const& file) {
        for (std::uint8_t const letter : file.letters) {
            sync::lock_guard const guard{mutex_};
            table_[letter] += 1;
        }
        sync::lock_guard const guard{mutex_};
        table_.finished() += 1;
    }

private:
    sync::mutex mutex_;
};

/// Everybody counts alone and adds the sums under one lock: right, and at the same time.
class Merged : public Counting<Merged> {
public:
    using Counting::Counting;
    void count(LetterFile const& file) {
        std::array<int, alphabet.size()> mine{};
        for (std::uint8_t const letter : file.letters) ++mine[letter];
        sync::lock_guard const guard{mutex_};
        for (std::size_t letter = 0; letter < mine.size(); ++letter) {
            if (mine[letter] > 0) table_[letter] += mine[letter];
        }
        table_.finished() += 1;
    }

private:
    sync::mutex mutex_;
};

/// Nothing is shared: everybody sends what was counted, and main adds it up. Whenever it wakes it takes all there is.
class Messages {
public:
    explicit Messages(SharedCorpus const& corpus) : corpus_{*corpus}, table_{*corpus}, counts_{corpus_.files.size()} {
        sync::set_name(counts_, "counts");
    }

    void run() {
        auto const count = [this](std::size_t file) {
            sync::this_thread::set_name(corpus_.files[file].name);
            Counts mine{};
            for (std::uint8_t const letter : corpus_.files[file].letters) ++mine[letter];
            counts_.send(mine);
        };
        starting_line_of(corpus_.files.size(), count, [this] { gather(); });
    }
    std::string observe() const { return table_.counts(); }
    std::string wrong() const { return table_.wrong(corpus_); }

private:
    using Counts = std::array<int, alphabet.size()>;

    void gather() {
        sync::this_thread::set_name("main");
        for (std::size_t left = corpus_.files.size(); left > 0;) {
            for (auto counts = counts_.receive(); counts; counts = counts_.try_receive()) {
                add(*counts);
                if (--left == 0) return;
            }
        }
    }
    void add(Counts const& counts) {
        for (std::size_t letter = 0; letter < counts.size(); ++letter) {
            if (counts[letter] > 0) table_[letter] += counts[letter];
        }
        table_.finished() += 1;
    }

    Corpus const& corpus_;
    LetterTable table_;
    sync::channel<Counts> counts_;
};

SharedCorpus corpus_for(Settings const& settings) {
    std::string const& corpus = settings.text("corpus");
    if (corpus == "rfc-counts") return std::make_shared<Corpus const>(corpus_of_counts());
    if (corpus == "repr") return std::make_shared<Corpus const>(corpus_of_bytes());
    if (corpus != "texts") return std::make_shared<Corpus const>(corpus_in(corpus));
    for (char const* const name : {"first", "second"}) {
        if (settings.text(name).find('_') == std::string::npos) continue;
        throw std::invalid_argument(
            "letters: the text for " + std::string{name} + " must not have an underscore in it\n  "
            + "an underscore separates the texts where outcomes are looked up, and is no letter: leave it out");
    }
    return std::make_shared<Corpus const>(corpus_of_texts(settings.text("first"), settings.text("second")));
}

std::unique_ptr<Program> make_buggy(Settings const& settings) {
    return program_of<Unlocked>(corpus_for(settings), without_step_bound(racing_values()));
}

std::unique_ptr<Program> make_fixed(Settings const& settings) {
    SharedCorpus const corpus = corpus_for(settings);
    Semantics const semantics = without_step_bound({});
    if (settings.text("fix") == "per_letter") return program_of<LockedLetters>(corpus, semantics);
    if (settings.text("fix") == "merge") return program_of<Merged>(corpus, semantics);
    if (settings.text("fix") == "queue") return program_of<Messages>(corpus, semantics);
    return program_of<LockedTexts>(corpus, semantics);
}

/// Named one by one: `c_letters_{first}_{second}` would also fit the keys of the fixed variant.
std::vector<OracleKey> keys_of_pairs() {
    std::vector<OracleKey> keys{{"c_letters_repr", {{"corpus", "repr"}}, {"fix", "first", "second"}}};
    constexpr std::pair<char const*, char const*> pairs[] = {{"a", "a"},    {"ab", "ba"},   {"ab", "ab"}, {"aa", "a"},
                                                             {"aab", "ba"}, {"aab", "abb"}, {"a-B", "b"}};
    for (auto const& [first, second] : pairs) {
        std::string const key = std::string{"c_letters_"}.append(first).append("_").append(second);
        keys.push_back({key, {{"first", first}, {"second", second}}, {"fix"}});
    }
    return keys;
}

}  // namespace

Scenario letters() {
    return {
        "letters",
        "a table that many threads count into loses counts; on real texts most of what it loses is lost at once",
        "two threads count the same letter at the same time, and one count is lost",
        "a mutex around the loop, or each thread counts alone and its counts are added or sent at the end",
        {"B05", "B06", "B07", "B11"},
        {text_of("corpus", "texts, repr, rfc-counts, or a folder with rfc1000.txt to rfc1019.txt", "texts"),
         text_of("first", "the first text, when corpus is texts; no underscore", "ab"),
         text_of("second", "the second text", "ab"),
         choice_of("fix", "what the fixed variant does", {"mutex", "per_letter", "merge", "queue"})},
        {{"buggy", {{FindingKind::requirement}}, keys_of_pairs(), make_buggy},
         {"fixed",
          {},
          {{"c_letters_mutex_{first}_{second}"},
           {"c_letters_lock_per_letter_{first}_{second}", {{"fix", "per_letter"}}},
           {"c_letters_local_merge_{first}_{second}", {{"fix", "merge"}}},
           {"c_letters_queue_{first}_{second}", {{"fix", "queue"}}}},
          make_fixed}}};
}

}  // namespace heddle::scenarios
