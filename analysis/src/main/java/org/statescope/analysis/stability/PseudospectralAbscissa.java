package org.statescope.analysis.stability;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.statescope.analysis.linalg.Precision;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.Shapes;
import org.statescope.analysis.linalg.complex.ComplexSchur;
import org.statescope.analysis.linalg.complex.ShiftedPencil;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.Poles;
import org.statescope.analysis.lti.TimeDomain;

/// The worst spectral abscissa (radius, in discrete time) of all matrices within ε of A.
///
/// **Formula**: `max Re z` (`max |z|`) over `σ_min(A − zI) ≤ ε`.
///
/// **Shapes and units**: A n × n; the unit of A, as for ε. Nothing given is modified.
///
/// **Edge cases**: ε must be positive and finite; the value is at least the abscissa plus ε. It
/// crosses the stability boundary exactly where ε is the stability radius.
///
/// **Tolerance**: the value is a point of the level curve to about `u·‖A‖·(rate of growth)`; it is
/// global as far as the eigenvalues of the level tests can be resolved, √u·‖A‖; for ε below that it
/// may be the end of another component of the pseudospectrum than the farthest.
///
/// **Algorithm**: criss-cross (Burke, Lewis and Overton, doi:10.1093/imanum/23.3.359; Mengi and
/// Overton for the radius, doi:10.1093/imanum/dri012): along a line where the curve is crossed,
/// then outwards from between the crossings. **Cost**: a handful of eigenvalue problems of order
/// 2n, some of them complex.
///
/// @param value the abscissa or radius
/// @param at the point of the level curve, in the upper half plane
/// @param iterations how many lines were searched
public record PseudospectralAbscissa(double value, Complex at, int iterations) {
  private static final int MOST_ITERATIONS = 50;
  private static final int RAYS = 4;
  private static final double INSIDE = 1e-8;
  private static final double GAIN = 1e-13;

  /// The abscissa (radius) at level ε.
  public static PseudospectralAbscissa of(DMatrixRMaj a, TimeDomain timeDomain, double level) {
    Shapes.requireSquare("A", a);
    if (!(level > 0) || Double.isInfinite(level)) {
      throw new IllegalArgumentException(
          "the level is " + level + " but must be positive and finite");
    }
    return new Search(a, timeDomain, level).run();
  }

  private static final class Search {
    private final DMatrixRMaj a;
    private final boolean discrete;
    private final double level;
    private final ShiftedPencil.Evaluator pencil;
    private double value;
    private double along;

    Search(DMatrixRMaj a, TimeDomain timeDomain, double level) {
      this.a = a;
      this.level = level;
      discrete =
          switch (timeDomain) {
            case Continuous() -> false;
            case Discrete(double _) -> true;
          };
      pencil = ShiftedPencil.of(a).evaluator();
    }

    PseudospectralAbscissa run() {
      value = Double.NEGATIVE_INFINITY;
      for (Complex pole : Poles.of(a)) {
        double size = discrete ? pole.modulus() : pole.real();
        if (size > value) {
          value = size;
          along = discrete ? Math.abs(pole.argument()) : Math.abs(pole.imaginary());
        }
      }
      double scale = level + Math.abs(value);
      outwards(along);
      int iterations = 0;
      boolean moved = true;
      while (moved && iterations < MOST_ITERATIONS) {
        iterations++;
        double before = value;
        for (double point : between(crossings())) {
          outwards(point);
        }
        moved = value > before + GAIN * scale;
      }
      Complex at = discrete ? Complex.polar(value, along) : new Complex(value, along);
      return new PseudospectralAbscissa(value, at, iterations);
    }

    private double distance(double size, double position) {
      return discrete
          ? pencil.smallestSingularValue(size * Math.cos(position), size * Math.sin(position))
          : pencil.smallestSingularValue(size, position);
    }

    /// Where the line (circle) through the present value crosses the level curve.
    private double[] crossings() {
      DMatrixRMaj moved = a.copy();
      if (discrete) {
        CommonOps_DDRM.scale(1 / value, moved);
        return LevelTest.ofResolvent(moved, new Discrete(1)).candidates(value / level);
      }
      for (int i = 0; i < a.numRows; i++) {
        moved.add(i, i, -value);
      }
      return LevelTest.ofResolvent(moved, new Continuous()).candidates(1 / level);
    }

    /// The points between neighbouring crossings, and the crossings, that lie inside the level
    /// curve; the deepest few.
    private List<Double> between(double[] crossings) {
      List<Double> points = new ArrayList<>();
      double previous = -1;
      for (double crossing : crossings) {
        points.add(crossing);
        points.add(previous < 0 ? 0 : (previous + crossing) / 2);
        previous = crossing;
      }
      points.add(discrete ? Math.PI : 0);
      points.removeIf(point -> distance(value, point) > level * (1 + INSIDE));
      points.sort((x, y) -> Double.compare(distance(value, x), distance(value, y)));
      return points.subList(0, Math.min(RAYS, points.size()));
    }

    /// The farthest crossing along a ray: the largest real eigenvalue of a matrix of order 2n,
    /// checked and sharpened by direct singular values.
    private void outwards(double position) {
      int n = a.numRows;
      double re = discrete ? Math.cos(position) : 1;
      double im = discrete ? -Math.sin(position) : 0;
      ZMatrixRMaj k = new ZMatrixRMaj(2 * n, 2 * n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double shift = !discrete && i == j ? -position : 0;
          double entry = a.get(i, j);
          k.set(i, j, re * entry, im * entry + shift);
          k.set(n + j, n + i, re * entry, -(im * entry + shift));
        }
        k.set(i, n + i, -level, 0);
        k.set(n + i, i, -level, 0);
      }
      ComplexSchur schur = ComplexSchur.of(k);
      double near = 4 * Math.sqrt(Precision.UNIT_ROUNDOFF) * (Products.frobenius(a) + level);
      double farthest = value;
      for (int i = 0; i < 2 * n; i++) {
        double candidate = schur.eigenvalueReal(i);
        if (Math.abs(schur.eigenvalueImaginary(i)) <= near && candidate > farthest) {
          double sharpened = sharpen(candidate, position);
          farthest = Math.max(farthest, sharpened);
        }
      }
      if (farthest > value) {
        value = farthest;
        along = position;
      }
    }

    /// The crossing near a candidate by bisection between a point inside and one outside; the
    /// present value if the candidate is none.
    private double sharpen(double candidate, double position) {
      double step = Math.max(level, Math.abs(candidate)) * INSIDE;
      double inside = candidate;
      double outside = candidate;
      for (int i = 0; i < 40 && distance(inside, position) > level && inside > value; i++) {
        inside = Math.max(value, candidate - step * (1L << i));
      }
      if (distance(inside, position) > level) {
        return value;
      }
      for (int i = 0; i < 40 && distance(outside, position) <= level; i++) {
        outside = candidate + step * (1L << i);
      }
      while (true) {
        double middle = inside + (outside - inside) / 2;
        if (!(middle > inside && middle < outside)) {
          return inside;
        }
        if (distance(middle, position) <= level) {
          inside = middle;
        } else {
          outside = middle;
        }
      }
    }
  }
}
