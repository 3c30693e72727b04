package org.statescope.training.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.statescope.analysis.lti.Complex;

/// Numbers as people read them: six digits, no trailing zeros.
final class NumberText {
  private static final Pattern TRAILING_ZEROS =
      Pattern.compile("\\.0+(?=e|$)|(?<=\\.\\d{1,9}?)0+(?=e|$)");

  private NumberText() {}

  // Adding 0.0 turns −0 into 0.
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    return TRAILING_ZEROS.matcher(String.format(Locale.ROOT, "%.6g", value + 0.0)).replaceAll("");
  }

  static String complex(Complex value) {
    return value.isReal()
        ? number(value.real())
        : "%s %s %si"
            .formatted(
                number(value.real()),
                value.imaginary() < 0 ? "-" : "+",
                number(Math.abs(value.imaginary())));
  }

  /// The first values, and how many more there are.
  static String first(int count, double[] values) {
    String start =
        Arrays.stream(values).limit(count).mapToObj(NumberText::number).collect(joined());
    return values.length <= count
        ? start
        : "%s, … and %d more down to %s"
            .formatted(start, values.length - count, number(values[values.length - 1]));
  }

  /// The first numbers, and how many more there are.
  static String first(int count, List<Complex> values) {
    String start = values.stream().limit(count).map(NumberText::complex).collect(joined());
    return values.size() <= count
        ? start
        : "%s, … and %d more".formatted(start, values.size() - count);
  }

  /// A matrix as MATLAB writes it; a single number without brackets.
  static String matrix(DMatrixRMaj matrix) {
    if (matrix.getNumElements() == 1) {
      return number(matrix.get(0));
    }
    return IntStream.range(0, matrix.numRows)
        .mapToObj(
            i ->
                IntStream.range(0, matrix.numCols)
                    .mapToObj(j -> number(matrix.get(i, j)))
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; ", "[", "]"));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
