package org.statescope.benchmarks.device;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// One result: a JSON object on a line, in which a measuring process hands it on and in which it is
/// kept. `failed` holds the sentence of what could not be measured.
///
/// @param name which measurement
/// @param fields what it found, in the order in which it is shown
record Row(String name, Map<String, Object> fields) {
  private static final String NAME = "row";
  private static final String FAILED = "failed";
  private static final int NAME_WIDTH = 36;
  private static final double LARGE = 100;

  Row {
    fields = new LinkedHashMap<>(fields);
  }

  static Row failed(String name, String sentence) {
    return new Row(name, Map.of(FAILED, sentence));
  }

  /// The row that a line holds; none for lines that something else wrote.
  static Optional<Row> parse(String line) {
    if (!line.startsWith("{\"" + NAME + "\"")) {
      return Optional.empty();
    }
    try {
      Map<String, Object> fields = JsonMapper.shared().readValue(line, new TypeReference<>() {});
      String name = String.valueOf(fields.remove(NAME));
      return Optional.of(new Row(name, fields));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(NAME, name);
    all.putAll(fields);
    return JsonMapper.shared().writeValueAsString(all);
  }

  OptionalDouble number(String field) {
    return fields.get(field) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  String text(String field) {
    return String.valueOf(fields.getOrDefault(field, ""));
  }

  /// One line for people.
  String words() {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + " " + words(field.getValue()))
        .collect(Collectors.joining("  ", ("%-" + NAME_WIDTH + "s ").formatted(name), ""));
  }

  private static String words(Object value) {
    if (!(value instanceof Double number)) {
      return String.valueOf(value);
    }
    return String.format(Locale.ROOT, Math.abs(number) >= LARGE ? "%,.0f" : "%.3g", number);
  }
}
