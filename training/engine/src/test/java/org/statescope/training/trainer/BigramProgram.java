package org.statescope.training.trainer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.statescope.training.model.LayerObservation;
import org.statescope.training.model.StateMatrix;
import org.statescope.training.model.WatchedLayer;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.RunConfiguration;

/// A model small enough to check the loop with: the logits of the next token are a row of a table,
/// learned by gradient descent with momentum. It learns for real, and its state is a table, its
/// momentum and a step count.
public final class BigramProgram implements TrainingProgram {
  private static final float MOMENTUM = 0.9f;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

  private final RunConfiguration run;
  private final Arena arena = Arena.ofShared();
  private final int vocabulary;
  private final MemorySegment table;
  private final MemorySegment velocity;
  private final float[] gradient;
  private final double[] row;
  private final long failAtStep;
  private long step;

  public BigramProgram(RunConfiguration run) {
    this(run, Long.MAX_VALUE);
  }

  /// @param failAtStep the update that diverges
  BigramProgram(RunConfiguration run, long failAtStep) {
    this.run = run;
    this.failAtStep = failAtStep;
    vocabulary = run.model().vocabularySize();
    table = arena.allocate((long) vocabulary * vocabulary * Float.BYTES, Double.BYTES);
    velocity = arena.allocate(table.byteSize(), Double.BYTES);
    gradient = new float[vocabulary * vocabulary];
    row = new double[vocabulary];
    Random random = new Random(run.seed());
    for (int i = 0; i < gradient.length; i++) {
      table.setAtIndex(FLOAT, i, (float) random.nextGaussian() * 0.02f);
    }
  }

  public ModelConfiguration configuration() {
    return run.model();
  }

  /// A table has no state.
  @Override
  public List<WatchedLayer> watchedLayers() {
    return List.of();
  }

  @Override
  public StepResult trainStep(TokenBatch batch, double learningRate) {
    if (step + 1 == failAtStep) {
      throw new ArithmeticException("the loss is NaN");
    }
    double loss = forward(batch, true);
    double squares = 0;
    for (int i = 0; i < gradient.length; i++) {
      squares += (double) gradient[i] * gradient[i];
      float speed = MOMENTUM * velocity.getAtIndex(FLOAT, i) + gradient[i];
      velocity.setAtIndex(FLOAT, i, speed);
      table.setAtIndex(FLOAT, i, table.getAtIndex(FLOAT, i) - (float) learningRate * speed);
    }
    step++;
    return new StepResult(loss, Math.sqrt(squares));
  }

  private double forward(TokenBatch batch, boolean backward) {
    if (backward) {
      Arrays.fill(gradient, 0);
    }
    double loss = 0;
    for (int sequence = 0; sequence < batch.batch(); sequence++) {
      for (int position = 0; position < batch.length(); position++) {
        int from = batch.input(sequence, position) * vocabulary;
        int target = batch.target(sequence, position);
        double sum = 0;
        for (int k = 0; k < vocabulary; k++) {
          row[k] = Math.exp(table.getAtIndex(FLOAT, from + k));
          sum += row[k];
        }
        loss -= Math.log(row[target] / sum);
        if (backward) {
          for (int k = 0; k < vocabulary; k++) {
            double error = row[k] / sum - (k == target ? 1 : 0);
            gradient[from + k] += (float) (error / batch.predictions());
          }
        }
      }
    }
    return loss / batch.predictions();
  }

  @Override
  public double evaluate(TokenBatch batch) {
    return forward(batch, false);
  }

  @Override
  public List<NamedTensor> parameters() {
    return List.of(new NamedTensor("backbone.table.weight", shape(), table));
  }

  @Override
  public List<NamedTensor> optimizerState() {
    return List.of(new NamedTensor("backbone.table.weight.velocity", shape(), velocity));
  }

  private long[] shape() {
    return new long[] {vocabulary, vocabulary};
  }

  @Override
  public long optimizerStep() {
    return step;
  }

  @Override
  public void optimizerStep(long updates) {
    step = updates;
  }

  /// Two channels of two states whose poles move with the table.
  @Override
  public List<LayerObservation> observe(TokenBatch batch) {
    double drift = table.getAtIndex(FLOAT, 'e' * vocabulary + ' ');
    float[] steps = new float[batch.predictions() * 2];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = 0.01f * (1 + i % 7);
    }
    return List.of(
        new LayerObservation(
            0,
            new StateMatrix.Diagonal(new double[] {-1 - drift, -2, -3 - drift, -4}),
            2,
            2,
            steps,
            new double[] {1, 0.5},
            new double[] {0.25, 1}));
  }

  @Override
  public void close() {
    arena.close();
  }
}
