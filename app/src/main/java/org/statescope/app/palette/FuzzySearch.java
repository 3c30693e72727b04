package org.statescope.app.palette;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Finds text by a few of its letters, in order: `tdm` finds *Train the demo*.
///
/// Every word of the query has to be found. A letter that begins a word, or follows the letter
/// found before it, counts more than one somewhere in between.
final class FuzzySearch {
  private static final int WORD_START = 8;
  private static final int ADJACENT = 5;
  private static final int SOMEWHERE = 1;

  /// What is found in a title counts more than what is found in its detail.
  private static final int TITLE = 1000;

  private FuzzySearch() {}

  /// The commands that match, best first; those that match equally keep their order.
  static List<Command> find(String query, List<Command> commands) {
    record Scored(Command command, int score) {}
    return commands.stream()
        .flatMap(
            command -> score(query, command).stream().mapToObj(score -> new Scored(command, score)))
        .sorted(Comparator.comparingInt(Scored::score).reversed())
        .map(Scored::command)
        .toList();
  }

  private static OptionalInt score(String query, Command command) {
    OptionalInt inTitle = score(query, command.title());
    return inTitle.isPresent()
        ? OptionalInt.of(TITLE + inTitle.getAsInt())
        : score(query, command.title() + " " + command.detail());
  }

  /// How well the text matches; empty where a word of the query is not found. A blank query matches
  /// everything alike.
  static OptionalInt score(String query, String text) {
    int sum = 0;
    for (String word : query.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      OptionalInt score = scoreOfWord(word, text.toLowerCase(Locale.ROOT));
      if (score.isEmpty()) {
        return OptionalInt.empty();
      }
      sum += score.getAsInt();
    }
    return OptionalInt.of(sum);
  }

  /// The best of the matches that begin at each place where the first letter stands.
  private static OptionalInt scoreOfWord(String word, String text) {
    if (word.isEmpty()) {
      return OptionalInt.of(0);
    }
    OptionalInt best = OptionalInt.empty();
    int start = text.indexOf(word.charAt(0));
    while (start >= 0) {
      OptionalInt score = scoreFrom(start, word, text);
      if (score.isPresent() && (best.isEmpty() || score.getAsInt() > best.getAsInt())) {
        best = score;
      }
      start = text.indexOf(word.charAt(0), start + 1);
    }
    return best;
  }

  private static OptionalInt scoreFrom(int start, String word, String text) {
    int score = 0;
    int last = -2;
    int at = start;
    for (int i = 0; i < word.length(); i++) {
      at = text.indexOf(word.charAt(i), i == 0 ? start : last + 1);
      if (at < 0) {
        return OptionalInt.empty();
      }
      score += at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)) ? WORD_START : 0;
      score += at == last + 1 ? ADJACENT : SOMEWHERE;
      last = at;
    }
    return OptionalInt.of(score);
  }
}
