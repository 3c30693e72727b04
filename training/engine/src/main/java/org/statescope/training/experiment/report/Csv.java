package org.statescope.training.experiment.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.statescope.training.experiment.evidence.MeanEstimate;

/// Writes one table as comma-separated values (RFC 4180): numbers in full precision, an empty cell
/// for what was not measured.
final class Csv {
  private final Writer out;
  private final int columns;

  Csv(Writer out, String... header) throws IOException {
    this.out = out;
    this.columns = header.length;
    row((Object[]) header);
  }

  void row(Object... cells) throws IOException {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "The table has %d columns but the row %d cells.".formatted(columns, cells.length));
    }
    for (int i = 0; i < cells.length; i++) {
      out.append(i == 0 ? "" : ",").append(cell(cells[i]));
    }
    out.append("\r\n");
  }

  private static String cell(Object value) {
    String text =
        switch (value) {
          case OptionalDouble number ->
              number.isPresent() ? Double.toString(number.getAsDouble()) : "";
          case OptionalLong number -> number.isPresent() ? Long.toString(number.getAsLong()) : "";
          case Optional<?> other -> other.map(Object::toString).orElse("");
          default -> value.toString();
        };
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  static OptionalDouble mean(MeanEstimate estimate) {
    return switch (estimate) {
      case MeanEstimate.None _ -> OptionalDouble.empty();
      case MeanEstimate.Single(double mean) -> OptionalDouble.of(mean);
      case MeanEstimate.Interval interval -> OptionalDouble.of(interval.mean());
    };
  }

  static OptionalDouble low(MeanEstimate estimate) {
    return estimate instanceof MeanEstimate.Interval interval
        ? OptionalDouble.of(interval.low())
        : OptionalDouble.empty();
  }

  static OptionalDouble high(MeanEstimate estimate) {
    return estimate instanceof MeanEstimate.Interval interval
        ? OptionalDouble.of(interval.high())
        : OptionalDouble.empty();
  }
}
