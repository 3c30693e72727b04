package org.statescope.app.poles;

import java.util.Comparator;
import org.statescope.analysis.lti.Complex;

/// A pair as a row of the table.
///
/// @param first, second both poles in continuous time
record PairRow(PolePairs.Pair pair, Place first, Place second) {

  /// A pole that sorts by its real part, fastest decay first.
  record Place(double real, double imaginary) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingDouble(Place::real).thenComparingDouble(Place::imaginary);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return PoleWords.complex(new Complex(real, imaginary));
    }
  }

  static PairRow of(PolePairs.Pair pair, PoleFrame first, PoleFrame second) {
    return new PairRow(
        pair,
        new Place(first.sReal()[pair.firstPole()], first.sImaginary()[pair.firstPole()]),
        new Place(second.sReal()[pair.secondPole()], second.sImaginary()[pair.secondPole()]));
  }
}
