package org.statescope.analysis.gramian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.statescope.analysis.gramian.TimeVaryingGramians.Reading;
import org.statescope.analysis.gramian.TimeVaryingGramians.Step;
import org.statescope.analysis.linalg.Products;
import org.statescope.analysis.linalg.SingularValues;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.analysis.lti.TimeDomain;

class TimeVaryingGramiansTest {
  private static final double AGREEMENT = 1e-12;

  private static DMatrixRMaj random(int rows, int columns, long seed) {
    double size = 1 / Math.sqrt(rows);
    return RandomMatrices_DDRM.rectangle(rows, columns, -size, size, new Random(seed));
  }

  private static List<Step> randomSteps(int count, int n) {
    List<Step> steps = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      steps.add(new Step(random(n, n, t), random(n, 1, 100 + t), random(1, n, 200 + t)));
    }
    return steps;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void aConstantSequenceHasTheFiniteHorizonGramians(int n) {
    Step step = new Step(random(n, n, 1), random(n, 2, 2), random(2, n, 3));
    StateSpace system =
        StateSpace.strictlyProper(step.a(), step.b(), step.c(), TimeDomain.discrete(1));
    int count = 2 * n + 3;
    List<Reading> readings = TimeVaryingGramians.along(Collections.nCopies(count, step));
    for (int t = 0; t < count; t++) {
      Gramian past = FiniteHorizonGramians.controllability(system, t + 1);
      Gramian future = FiniteHorizonGramians.observability(system, count - t);
      Reading reading = readings.get(t);
      assertArrayEquals(past.eigenvalues(), reading.controllability(), AGREEMENT);
      assertArrayEquals(future.eigenvalues(), reading.observability(), AGREEMENT);
      double[] hankel = new double[n];
      double[] values =
          SingularValues.of(Products.times(Products.transpose(future.factor()), past.factor()));
      System.arraycopy(values, 0, hankel, 0, Math.min(n, values.length));
      assertArrayEquals(hankel, reading.hankel(), AGREEMENT);
    }
  }

  /// The sum over past inputs, written out.
  @Test
  void aChangingSequenceHasTheSumOfItsImpulses() {
    int n = 4;
    List<Step> steps = randomSteps(9, n);
    DMatrixRMaj sum = new DMatrixRMaj(n, n);
    for (int from = 0; from < steps.size(); from++) {
      DMatrixRMaj response = steps.get(from).b();
      for (int t = from + 1; t < steps.size(); t++) {
        response = Products.times(steps.get(t).a(), response);
      }
      CommonOps_DDRM.addEquals(sum, Products.gram(response));
    }
    Reading last = TimeVaryingGramians.along(steps).getLast();
    assertArrayEquals(SingularValues.of(sum), last.controllability(), AGREEMENT);
  }

  /// Read backwards with transposed matrices, one Gramian is the other.
  @Test
  void controllabilityAndObservabilityAreDual() {
    List<Step> steps = randomSteps(7, 3);
    List<Step> dual = new ArrayList<>();
    for (int t = steps.size() - 1; t >= 0; t--) {
      DMatrixRMaj a = t == steps.size() - 1 ? random(3, 3, 9) : steps.get(t + 1).a();
      dual.add(
          new Step(
              Products.transpose(a),
              Products.transpose(steps.get(t).c()),
              Products.transpose(steps.get(t).b())));
    }
    List<Reading> forward = TimeVaryingGramians.along(steps);
    List<Reading> backward = TimeVaryingGramians.along(dual);
    for (int t = 0; t < steps.size(); t++) {
      Reading mirrored = backward.get(steps.size() - 1 - t);
      assertArrayEquals(forward.get(t).observability(), mirrored.controllability(), AGREEMENT);
      assertArrayEquals(forward.get(t).hankel(), mirrored.hankel(), AGREEMENT);
    }
  }

  @Test
  void tooFewStepsReachNotEveryState() {
    List<Reading> readings = TimeVaryingGramians.along(randomSteps(3, 5));
    assertTrue(readings.getFirst().controllabilityCondition() > 1e12);
    assertEquals(0, readings.getFirst().controllability()[4], AGREEMENT);
  }

  @Test
  void anUnstableSequenceIsRefusedInASentence() {
    DMatrixRMaj a = new DMatrixRMaj(1, 1, true, 1e200);
    DMatrixRMaj one = new DMatrixRMaj(1, 1, true, 1);
    Step step = new Step(a, one, one);
    ArithmeticException refusal =
        assertThrows(
            ArithmeticException.class,
            () -> TimeVaryingGramians.along(Collections.nCopies(3, step)));
    assertTrue(String.valueOf(refusal.getMessage()).contains("unstable"));
  }

  @Test
  void anEmptySequenceHasNoReadings() {
    assertTrue(TimeVaryingGramians.along(List.of()).isEmpty());
  }
}
