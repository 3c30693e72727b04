package org.statescope.app.launch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.statescope.app.texts.Texts;

/// What is typed in the fields of the form, and what it says as numbers. A field that says nothing
/// of the kind gets a sentence.
final class TypedFields {
  /// More runs than this are not meant.
  static final int MOST_RUNS = 100;

  private static final Pattern SEEDS = Pattern.compile("(-?\\d+)(?:\\s*[-–]\\s*(-?\\d+))?");

  private final Map<Field, StringProperty> typed = new EnumMap<>(Field.class);

  TypedFields() {
    for (Field field : Field.values()) {
      typed.put(field, new SimpleStringProperty(""));
    }
  }

  StringProperty of(Field field) {
    StringProperty property = typed.get(field);
    if (property == null) {
      throw new IllegalArgumentException("no field " + field);
    }
    return property;
  }

  String words(Field field) {
    return of(field).get().strip();
  }

  boolean isBlank(Field field) {
    return words(field).isEmpty();
  }

  void set(Field field, long number) {
    of(field).set(Long.toString(number));
  }

  /// The whole number in a field, within the bounds; the least one where it is wrong.
  long whole(Field field, long least, long most, Map<Field, String> sentences) {
    String text = words(field);
    Optional<Long> number = parsed(text.replace(",", ""), Long::parseLong);
    if (number.isEmpty()) {
      sentences.put(field, Texts.text("launch.number.whole", text));
      return least;
    }
    if (number.get() < least || number.get() > most) {
      sentences.put(field, Texts.text("launch.number.range", least, most));
      return least;
    }
    return number.get();
  }

  int count(Field field, int most, Map<Field, String> sentences) {
    return (int) whole(field, 1, most, sentences);
  }

  /// The learning rates in a field, separated by commas, each once.
  List<Double> rates(Map<Field, String> sentences) {
    Set<Double> rates = new LinkedHashSet<>();
    for (String word : words(Field.LEARNING_RATE).split("[,;]")) {
      Optional<Double> rate = parsed(word.strip(), Double::parseDouble);
      if (rate.isEmpty()) {
        sentences.put(Field.LEARNING_RATE, Texts.text("launch.number.real", word.strip()));
      } else if (!(rate.get() > 0 && rate.get() <= 1)) {
        sentences.put(Field.LEARNING_RATE, Texts.text("launch.number.range", "0", "1"));
      } else {
        rates.add(rate.get());
      }
    }
    return sentences.containsKey(Field.LEARNING_RATE) ? List.of(1.0) : List.copyOf(rates);
  }

  /// The seeds in a field: `7`, `0, 1, 2`, `0-2` or any mixture, each once.
  List<Long> seeds(Map<Field, String> sentences) {
    Set<Long> seeds = new LinkedHashSet<>();
    for (String word : words(Field.SEED).split("[,;]")) {
      Matcher range = SEEDS.matcher(word.strip());
      Optional<Long> first =
          range.matches() ? parsed(range.group(1), Long::parseLong) : Optional.empty();
      Optional<Long> last =
          first.isPresent() && range.group(2) != null
              ? parsed(range.group(2), Long::parseLong)
              : first;
      if (first.isEmpty() || last.isEmpty()) {
        sentences.put(Field.SEED, Texts.text("launch.seeds.wrong", word.strip()));
        return List.of(0L);
      }
      if (last.get() < first.get() || last.get() - first.get() >= MOST_RUNS) {
        sentences.put(Field.SEED, Texts.text("launch.seeds.range", word.strip(), MOST_RUNS));
        return List.of(0L);
      }
      for (long seed = first.get(); seed <= last.get(); seed++) {
        seeds.add(seed);
      }
    }
    return new ArrayList<>(seeds);
  }

  private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
