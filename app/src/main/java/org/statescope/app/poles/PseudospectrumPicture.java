package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;
import org.statescope.analysis.stability.Pseudospectrum;
import org.statescope.app.plot.MarchingSquares;
import org.statescope.app.plot.Plane;
import org.statescope.app.plot.PoleContours;
import org.statescope.app.plot.PoleWindow;
import org.statescope.app.texts.Texts;

/// The lines `σ_min(zI − A) = 10^k` of a system over a part of a plane: within such a line lie the
/// poles of all systems whose A differs by less than `10^k` in the 2-norm.
///
/// @param plane the one that the system lives in
/// @param decades which k have a line, from the largest to the smallest
/// @param contours the lines
record PseudospectrumPicture(Plane plane, List<Integer> decades, PoleContours contours) {
  /// Up to so many states a grid is fine, medium, or coarse beyond.
  private static final int FINE_ORDER = 32;

  private static final int MEDIUM_ORDER = 128;
  private static final int FINE_ROWS = 121;
  private static final int MOST_LEVELS = 7;

  PseudospectrumPicture {
    decades = List.copyOf(decades);
  }

  /// Computes the lines; for a background thread.
  ///
  /// @param cancelled ends it early
  /// @throws java.util.concurrent.CancellationException when it was cancelled
  /// @throws IllegalArgumentException in a sentence where the system has no matrices
  static PseudospectrumPicture of(StateSpace system, PoleWindow window, BooleanSupplier cancelled) {
    Plane plane = planeOf(system);
    int rows = rows(system.order());
    int columns = rows * 4 / 3;
    Pseudospectrum.Window shown =
        new Pseudospectrum.Window(
            window.x().getLowerBound(),
            window.x().getUpperBound(),
            window.y().getLowerBound(),
            window.y().getUpperBound());
    double[][] decades =
        logarithms(
            Pseudospectrum.of(system.a()).grid(shown, rows, columns, cancelled),
            rounding(system.a()));
    double[] x = new double[columns];
    double[] y = new double[rows];
    for (int i = 0; i < columns; i++) {
      x[i] = shown.real(i, columns);
    }
    for (int i = 0; i < rows; i++) {
      y[i] = shown.imaginary(i, rows);
    }
    List<Integer> found = new ArrayList<>();
    List<PoleContours.Level> levels = new ArrayList<>();
    for (int decade = top(decades); decade >= bottom(decades); decade--) {
      double[] segments = MarchingSquares.segments(decades, decade, x, y);
      if (segments.length > 0 && isResolved(decades, decade)) {
        found.add(decade);
        levels.add(new PoleContours.Level(words(decade), segments));
      }
    }
    int stride = Math.max(1, Math.ceilDiv(found.size(), MOST_LEVELS));
    return new PseudospectrumPicture(
        plane, every(stride, found), new PoleContours(every(stride, levels)));
  }

  /// The plane that shows the poles of a system in its own time.
  static Plane planeOf(StateSpace system) {
    return system.timeDomain().equals(TimeDomain.continuous()) ? Plane.S : Plane.Z;
  }

  /// What the lines say, for the read-out.
  String words() {
    if (decades.isEmpty()) {
      return Texts.text("poles.pseudospectrum.none");
    }
    String all =
        decades.stream().map(PseudospectrumPicture::words).collect(Collectors.joining(", "));
    return Texts.text("poles.pseudospectrum.words", all);
  }

  /// A power of ten as it is set in print.
  static String words(int decade) {
    String digits =
        Integer.toString(Math.abs(decade))
            .chars()
            .mapToObj(digit -> "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(digit - '0', digit - '0' + 1))
            .collect(Collectors.joining());
    return "10" + (decade < 0 ? "⁻" : "") + digits;
  }

  private static int rows(int order) {
    return order <= FINE_ORDER
        ? FINE_ROWS
        : order <= MEDIUM_ORDER ? FINE_ROWS / 2 + 1 : FINE_ROWS / 4 + 1;
  }

  /// Below this a value means "of that size": it must not decide where a line is.
  private static double rounding(DMatrixRMaj a) {
    return Math.max(
        Double.MIN_NORMAL, Math.sqrt(a.numRows) * Math.ulp(1.0) * NormOps_DDRM.normF(a));
  }

  private static double[][] logarithms(double[][] values, double least) {
    double[][] logarithms = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      logarithms[i] = new double[values[i].length];
      for (int j = 0; j < values[i].length; j++) {
        logarithms[i][j] = Math.log10(Math.max(values[i][j], least));
      }
    }
    return logarithms;
  }

  /// Whether the grid sees what a line encloses: a point and its four neighbours lie within. A line
  /// around single points has the shape of the grid, not its own.
  private static boolean isResolved(double[][] decades, double level) {
    for (int i = 1; i + 1 < decades.length; i++) {
      for (int j = 1; j + 1 < decades[i].length; j++) {
        if (decades[i][j] < level
            && decades[i][j - 1] < level
            && decades[i][j + 1] < level
            && decades[i - 1][j] < level
            && decades[i + 1][j] < level) {
          return true;
        }
      }
    }
    return false;
  }

  private static int top(double[][] decades) {
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : decades) {
      for (double value : row) {
        most = Math.max(most, value);
      }
    }
    return (int) Math.floor(most);
  }

  private static int bottom(double[][] decades) {
    double least = Double.POSITIVE_INFINITY;
    for (double[] row : decades) {
      for (double value : row) {
        least = Math.min(least, value);
      }
    }
    return (int) Math.ceil(least);
  }

  private static <T> List<T> every(int stride, List<T> all) {
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i += stride) {
      kept.add(all.get(i));
    }
    return kept;
  }
}
