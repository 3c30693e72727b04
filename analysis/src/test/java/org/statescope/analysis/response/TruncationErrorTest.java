package org.statescope.analysis.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.gramian.ModelReduction;
import org.statescope.analysis.linalg.NamedMatrices;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.Continuous;
import org.statescope.analysis.lti.Discrete;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class TruncationErrorTest {
  private static final double[][] D = {{0}};

  /// A = −diag(1 … n), B = Cᵀ = 1: a relaxation system, whose balanced truncations err by the whole
  /// of their bound, 2 (σᵣ₊₁ + … + σₙ), at zero frequency.
  private static ModelReduction relaxation(int n) {
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    DMatrixRMaj b = new DMatrixRMaj(n, 1);
    DMatrixRMaj c = new DMatrixRMaj(1, n);
    for (int i = 0; i < n; i++) {
      a.set(i, i, -1 - i);
    }
    CommonOps_DDRM.fill(b, 1);
    CommonOps_DDRM.fill(c, 1);
    return reduction(StateSpace.strictlyProper(a, b, c, TimeDomain.continuous()));
  }

  private static ModelReduction reduction(StateSpace system) {
    return assertInstanceOf(ModelReduction.Result.Balanced.class, ModelReduction.of(system))
        .reduction();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 9, 12})
  void relaxationSystemsErrByTheirWholeBoundHoweverSmall(int n) {
    ModelReduction reduction = relaxation(n);
    double[] sigma = reduction.hankelSingularValues();
    for (int order = 1; order < Math.min(n, reduction.numericalOrder()); order++) {
      TruncationError error = TruncationError.of(reduction, order);
      double bound = reduction.truncated(order).errorBound();
      assertEquals(bound, error.ofTruncation(), 1e-9 * bound, "order " + order);
      assertEquals(0, error.frequency(), 1e-3);
      assertEquals(error.ofTruncation(), error.asStored(), 1e-12 * sigma[0]);
    }
  }

  @Test
  void roundingTheMatricesShowsWhereTheErrorIsTiny() {
    ModelReduction reduction = relaxation(12);
    TruncationError tiny = TruncationError.of(reduction, reduction.numericalOrder() - 1);
    assertEquals(TruncationError.Arithmetic.HUNDRED_DIGITS, tiny.arithmetic());
    assertTrue(tiny.isChangedByStoring(), tiny::toString);
    assertFalse(TruncationError.of(reduction, 1).isChangedByStoring());
  }

  @Test
  void wholeSystemsAndSystemsOfNoSmallValuesAndLargeOnes() {
    ModelReduction pair = relaxation(2);
    TruncationError plain = TruncationError.of(pair, 1);
    assertEquals(TruncationError.Arithmetic.DOUBLES, plain.arithmetic());
    assertEquals(plain.ofTruncation(), plain.asStored());
    // Two equal modes are one state: nothing is lost to all digits, and to rounding as stored.
    double[][] a = {{-1, 0}, {0, -1}};
    ModelReduction one =
        reduction(StateSpace.continuous(a, new double[][] {{1}, {1}}, new double[][] {{1, 1}}, D));
    TruncationError nothing = TruncationError.of(one, 1);
    assertEquals(0, nothing.ofTruncation(), 1e-30);
    assertEquals(0, nothing.asStored(), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> TruncationError.of(one, 2));
    TruncationError large = TruncationError.of(relaxation(40), 3);
    assertEquals(TruncationError.Arithmetic.DOUBLES, large.arithmetic());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 20})
  void reducedSystemsErrByNoMoreThanTheBoundAndNoLessThanAnySystemOfTheirOrder(int n) {
    for (TimeDomain domain : List.of(TimeDomain.continuous(), TimeDomain.discrete(0.1))) {
      StateSpace system = random(n, domain);
      ModelReduction reduction = reduction(system);
      for (int order = 1; order < n; order += 1 + n / 6) {
        for (ModelReduction.Reduced reduced :
            List.of(reduction.truncated(order), reduction.residualised(order))) {
          double error = ResponseDifference.of(system, reduced.system()).value();
          assertTrue(error <= reduced.errorBound() * (1 + 1e-9), () -> error + " of " + reduced);
          assertTrue(error >= reduced.smallestError() * (1 - 1e-9), () -> error + " of " + reduced);
        }
      }
    }
  }

  private static StateSpace random(int n, TimeDomain domain) {
    Random random = new Random(n);
    DMatrixRMaj a = NamedMatrices.stable(RandomMatrices_DDRM.rectangle(n, n, -1, 1, random));
    StateSpace system =
        StateSpace.strictlyProper(
            a,
            RandomMatrices_DDRM.rectangle(n, 2, -1, 1, random),
            RandomMatrices_DDRM.rectangle(3, n, -1, 1, random),
            TimeDomain.continuous());
    return switch (domain) {
      case Continuous() -> system;
      case Discrete(double period) ->
          assertInstanceOf(
                  Discretisation.Result.Converted.class,
                  Discretisation.zeroOrderHold(system, period))
              .system();
    };
  }

  /// Two resonances whose peaks differ by a millionth, far apart and narrower than the grid.
  @Test
  void theHigherOfTwoNarrowPeaksIsFound() {
    List<Complex> poles = List.of(new Complex(-1e-4, 1), new Complex(-1e-2, 70));
    FrequencyPeak peak =
        FrequencyPeak.of(
            frequency -> {
              double near = 1 / Math.hypot(1, (frequency - 1.00003) / 1e-4);
              double far = (1 + 1e-6) / Math.hypot(1, (frequency - 70.003) / 1e-2);
              return Math.max(near, far);
            },
            TimeDomain.continuous(),
            poles);
    assertEquals(1 + 1e-6, peak.value(), 1e-12);
    assertEquals(70.003, peak.frequency(), 1e-8 * 70);
  }
}
