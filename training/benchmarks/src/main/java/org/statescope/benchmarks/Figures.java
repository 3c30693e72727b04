package org.statescope.benchmarks;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one measuring process found, by name. Processes hand it on as lines of their output, `@name
/// value`; other lines of theirs are not figures.
public record Figures(Map<String, Double> values) {
  private static final String MARK = "@";

  public Figures {
    values = Map.copyOf(values);
  }

  /// The figures among the lines of a process's output.
  public static Figures parse(Iterable<String> lines) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.startsWith(MARK)) {
        String[] words = line.substring(MARK.length()).split(" ", 2);
        values.put(words[0], Double.parseDouble(words[1]));
      }
    }
    return new Figures(values);
  }

  /// The figure of that name.
  ///
  /// @throws IllegalArgumentException when the process did not report it
  public double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "There is no figure '%s' among %s.".formatted(name, values.keySet()));
    }
    return value;
  }

  /// Writes the lines that [#parse] reads.
  public void print(PrintStream out) {
    values.forEach((name, value) -> out.println(MARK + name + " " + value));
  }
}
