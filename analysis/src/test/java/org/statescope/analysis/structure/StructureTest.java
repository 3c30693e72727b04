package org.statescope.analysis.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.linalg.BigMatrix;
import org.statescope.analysis.linalg.NamedMatrices;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.lti.CompanionForm;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class StructureTest {
  private static final TimeDomain CONTINUOUS = TimeDomain.continuous();
  private static final long HIPPO_SEED = 0;

  @Test
  void aCompanionPairWithPolesToMinusSixteenIsControllableThoughKalmanSeesAFewStates() {
    List<Complex> poles = new ArrayList<>();
    for (int k = 1; k <= 16; k++) {
      poles.add(Complex.real(-k));
    }
    DMatrixRMaj a = CompanionForm.controllable(CompanionForm.coefficients(poles));
    DMatrixRMaj b = unit(16, 15);
    assertTrue(KalmanMatrix.controllability(a, b).numericalRank() < 8);
    StructuredPair pair = StructuredPair.controllability(a, b).orElseThrow();
    assertEquals(StructuredPair.Kind.COMPANION, pair.kind());
    assertTrue(pair.isFull());
    assertTrue(ExactRank.controllable(a, b).isFull());
    StateSpace system =
        StateSpace.strictlyProper(a, b, CommonOps_DDRM.transpose(b, null), TimeDomain.continuous());
    Verdict verdict = StructuralAnswer.controllability(system).verdict();
    assertInstanceOf(Verdict.Holds.class, verdict);
    assertEquals(DecisionMethod.STRUCTURE, verdict.method());
  }

  /// A random output of HiPPO-LegS shows every mode, and yet at a λ between the poles nothing.
  @Test
  void hippo32LooksObservableAtEveryPoleAndIsWithinRoundingOfNotBeingSo() {
    DMatrixRMaj a = CommonOps_DDRM.transpose(NamedMatrices.hippo(32), null);
    DMatrixRMaj b = RandomMatrices_DDRM.rectangle(32, 1, -1, 1, new Random(HIPPO_SEED));
    List<Complex> poles = new ArrayList<>();
    for (int k = 1; k <= 32; k++) {
      poles.add(Complex.real(-k));
      assertTrue(smallestSingularValue(a, b, -k) >= 8e-4);
    }
    HautusTest hautus = HautusTest.controllability(a, b, poles);
    assertTrue(hautus.weakest().smallestSingularValue() >= 8e-4, hautus.weakest()::toString);
    StructuralDistance distance = StructuralDistance.of(a, b);
    assertTrue(distance.belowResolution(), () -> "" + distance.value());
    assertEquals(0, distance.at().imaginary());
    assertTrue(smallestSingularValue(a, b, distance.at().real()) < 1e-15);
    StateSpace system =
        StateSpace.strictlyProper(a, b, CommonOps_DDRM.transpose(b, null), CONTINUOUS);
    Verdict verdict = StructuralAnswer.controllability(system).verdict();
    assertInstanceOf(Verdict.Undecidable.class, verdict, verdict.reason());
  }

  /// σ_min([A − λI, B]) with a hundred digits, by inverse iteration on its Gram matrix.
  private static double smallestSingularValue(DMatrixRMaj a, DMatrixRMaj b, double lambda) {
    int n = a.numRows;
    BigMatrix shifted = BigMatrix.of(a).plus(-lambda, BigMatrix.identity(n, 1));
    BigMatrix input = BigMatrix.of(b);
    BigMatrix gram = shifted.times(shifted.transposed()).plus(1, input.times(input.transposed()));
    BigMatrix x = BigMatrix.of(RandomMatrices_DDRM.rectangle(n, 1, -1, 1, new Random(n)));
    double growth = 0;
    for (int k = 0; k < 4; k++) {
      BigMatrix next = gram.solve(x).orElseThrow();
      growth = next.frobenius() / x.frobenius();
      x = next;
    }
    return 1 / Math.sqrt(growth);
  }

  @Test
  void theReasonSpeaksOfTheSideThatWasAskedFor() {
    DMatrixRMaj companion = CompanionForm.controllable(new double[] {6, 11, 6});
    DMatrixRMaj transposed = CommonOps_DDRM.transpose(companion, null);
    DMatrixRMaj row = CommonOps_DDRM.transpose(unit(3, 2), null);
    StructuredPair input = StructuredPair.controllability(companion, unit(3, 2)).orElseThrow();
    StructuredPair output = StructuredPair.observability(transposed, row).orElseThrow();
    assertEquals(input.dimension(), output.dimension());
    assertTrue(input.reason().contains("controllable"), input.reason());
    assertTrue(output.reason().contains("observable"), output.reason());
    DMatrixRMaj wide = new DMatrixRMaj(1, 2);
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> StructuredPair.observability(companion, wide));
    assertTrue(refusal.getMessage().startsWith("C is"), refusal.getMessage());
  }

  @Test
  void aRouthSchwarzPairIsRecognised() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0, 2, 0}, {-2, 0, 3}, {0, -3, -1}});
    StructuredPair pair = StructuredPair.controllability(a, unit(3, 2)).orElseThrow();
    assertEquals(StructuredPair.Kind.ROUTH_SCHWARZ, pair.kind());
    assertTrue(pair.isFull());
  }

  @Test
  void aDiagonalPairCountsDistinctPolesAndNonZeroInputs() {
    DMatrixRMaj a = CommonOps_DDRM.diag(-1, -2, -2, -3);
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1}, {1}, {5}, {0}});
    StructuredPair pair = StructuredPair.controllability(a, b).orElseThrow();
    assertEquals(2, pair.dimension());
    assertTrue(pair.reason().contains("leave 2 states out"), pair.reason());
    assertEquals(2, ExactRank.controllable(a, b).rank());
  }

  @Test
  void aZeroInTheChainOfAHessenbergPairCutsStatesOff() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{1, 0, 0}, {4, 2, 7}, {1, 1, 1}});
    StructuredPair pair = StructuredPair.controllability(a, unit(3, 2)).orElseThrow();
    assertEquals(2, pair.dimension());
    assertEquals(2, ExactRank.controllable(a, unit(3, 2)).rank());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 13, 32})
  void hiddenStatesAreFoundByEveryMethodAndRemovedByTheMinimalRealisation(int n) {
    Random random = new Random(n);
    int seen = (n + 1) / 2;
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(n, n, -1, 1, random);
    DMatrixRMaj b = RandomMatrices_DDRM.rectangle(n, 2, -1, 1, random);
    DMatrixRMaj c = RandomMatrices_DDRM.rectangle(2, n, -1, 1, random);
    for (int i = seen; i < n; i++) {
      for (int j = 0; j < seen; j++) {
        a.set(i, j, 0);
      }
      b.set(i, 0, 0);
      b.set(i, 1, 0);
    }
    assertEquals(seen, ExactRank.controllable(a, b).rank());
    DMatrixRMaj q = RandomMatrices_DDRM.orthogonal(n, n, random);
    StateSpace system =
        StateSpace.strictlyProper(
            Products.times(Products.transpose(q), a, q),
            Products.transposedTimes(q, b),
            Products.times(c, q),
            TimeDomain.continuous());
    // rounding errors of early steps are magnified in later ones, so the tolerance is the gap's,
    // not rounding's
    StaircaseTolerance reach = StaircaseTolerance.relative(system.a(), system.b(), 1e-10);
    StaircaseTolerance show =
        StaircaseTolerance.relative(system.a(), Products.transpose(system.c()), 1e-10);
    assertEquals(seen, Staircase.controllability(system.a(), system.b(), reach).dimension());
    StructuralAnswer answer = StructuralAnswer.controllability(system);
    if (seen < n) {
      assertFalse(answer.verdict() instanceof Verdict.Holds);
      assertTrue(answer.distance().belowResolution());
    }
    var reduced =
        assertInstanceOf(
            MinimalRealisation.Reduced.class, MinimalRealisation.of(system, reach, show));
    assertEquals(n - seen, reduced.uncontrollableStates());
    assertEquals(seen, reduced.system().order());
    sameMarkovParameters(system, reduced.system());
    KalmanDecomposition parts = KalmanDecomposition.of(system, reach, show);
    assertEquals(seen, parts.controllableObservable());
    assertTrue(parts.residual() < 1e-11 * parts.condition());
  }

  private static void sameMarkovParameters(StateSpace first, StateSpace second) {
    DMatrixRMaj x = first.b();
    DMatrixRMaj y = second.b();
    for (int k = 0; k < 6; k++) {
      DMatrixRMaj p = Products.times(first.c(), x);
      DMatrixRMaj q = Products.times(second.c(), y);
      for (int i = 0; i < p.getNumElements(); i++) {
        assertEquals(p.data[i], q.data[i], 1e-11 * (1 + Products.frobenius(p)));
      }
      x = Products.times(first.a(), x);
      y = Products.times(second.a(), y);
    }
  }

  @Test
  void theStaircaseIsAnOrthogonalSimilarity() {
    Random random = new Random(5);
    DMatrixRMaj a = RandomMatrices_DDRM.rectangle(9, 9, -1, 1, random);
    DMatrixRMaj b = RandomMatrices_DDRM.rectangle(9, 2, -1, 1, random);
    Staircase staircase = Staircase.controllability(a, b);
    DMatrixRMaj back =
        Products.times(staircase.q(), staircase.a(), Products.transpose(staircase.q()));
    CommonOps_DDRM.subtractEquals(back, a);
    assertTrue(Products.frobenius(back) < 1e-13);
    DMatrixRMaj input = Products.times(staircase.q(), staircase.b());
    CommonOps_DDRM.subtractEquals(input, b);
    assertTrue(Products.frobenius(input) < 1e-13);
    assertEquals(9, staircase.dimension());
  }

  @Test
  void aSystemThatShowsNothingIsAStaticGain() {
    StateSpace system =
        StateSpace.continuous(
            new double[][] {{-1}},
            new double[][] {{1}},
            new double[][] {{0}},
            new double[][] {{3}});
    var gain = assertInstanceOf(MinimalRealisation.StaticGain.class, MinimalRealisation.of(system));
    assertEquals(3, gain.gain().get(0, 0));
    assertEquals(1, gain.unobservableStates());
  }

  @Test
  void theHautusDirectionIsTheOneThatTheInputDoesNotMove() {
    DMatrixRMaj a = CommonOps_DDRM.diag(-1, -2, -3);
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1}, {0}, {1}});
    HautusTest test = HautusTest.controllability(a, b, List.of(Complex.real(-2)));
    assertEquals(0, test.weakest().smallestSingularValue(), 1e-15);
    assertEquals(1, test.weakest().direction().get(1).modulus(), 1e-12);
    HautusTest dual = HautusTest.observability(a, Products.transpose(b), List.of(Complex.real(-2)));
    assertEquals(1, dual.weakest().direction().get(1).modulus(), 1e-12);
  }

  @Test
  void theExactRankSeesALastBitThatNoToleranceWould() {
    DMatrixRMaj a = CommonOps_DDRM.diag(1, Math.nextUp(1.0));
    DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1}, {1}});
    assertTrue(ExactRank.controllable(a, b).isFull());
    a.set(1, 1, 1);
    ExactRank rank = ExactRank.controllable(a, b);
    assertEquals(1, rank.rank());
    assertTrue(rank.errorProbability() < 1e-20);
    DMatrixRMaj tiny = new DMatrixRMaj(new double[][] {{Double.MIN_VALUE}, {1e300}});
    assertEquals(1, ExactRank.controllable(a, tiny).rank());
  }

  @Test
  void mismatchedInputsAreRefusedInWords() {
    DMatrixRMaj a = CommonOps_DDRM.identity(3);
    for (var attempt :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> ExactRank.controllable(a, new DMatrixRMaj(2, 1)),
            () -> Staircase.controllability(a, new DMatrixRMaj(2, 1)),
            () -> KalmanMatrix.controllability(a, new DMatrixRMaj(2, 1)),
            () -> StructuralDistance.of(a, new DMatrixRMaj(2, 1)),
            () -> StructuredPair.controllability(a, new DMatrixRMaj(2, 1)))) {
      var refusal = assertThrows(IllegalArgumentException.class, attempt);
      assertTrue(refusal.getMessage().contains("B"), refusal.getMessage());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> ExactRank.controllable(new DMatrixRMaj(2, 3), new DMatrixRMaj(2, 1)));
    assertThrows(IllegalArgumentException.class, () -> new StaircaseTolerance(Double.NaN, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Evidence(Double.NaN, 0, DecisionMethod.DISTANCE, 1, ""));
  }

  private static DMatrixRMaj unit(int n, int at) {
    DMatrixRMaj b = new DMatrixRMaj(n, 1);
    b.set(at, 0, 1);
    return b;
  }
}
