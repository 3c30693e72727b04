package org.statescope.training.run;

import org.jspecify.annotations.Nullable;

/// Changes single entries of a {@link RunConfiguration}; the values are checked when it is built.
public final class RunConfigurationBuilder {
  private String name;
  private final String preset;
  private ModelConfiguration model;
  private OptimizerConfiguration optimizer;
  private TextConfiguration text;
  private int batch;
  private int length;
  private int gradientAccumulation;
  private long steps;
  private long evaluateEvery;
  private int evaluationBatches;
  private long checkpointEvery;
  private int keepCheckpoints;
  private long dynamicsEvery;
  private InstabilityPolicy onInstability;
  private long seed;
  private String device;
  private MatrixPrecision precision;
  private @Nullable String parentRun;

  RunConfigurationBuilder(RunConfiguration start) {
    name = start.name();
    preset = start.preset();
    model = start.model();
    optimizer = start.optimizer();
    text = start.text();
    batch = start.batch();
    length = start.length();
    gradientAccumulation = start.gradientAccumulation();
    steps = start.steps();
    evaluateEvery = start.evaluateEvery();
    evaluationBatches = start.evaluationBatches();
    checkpointEvery = start.checkpointEvery();
    keepCheckpoints = start.keepCheckpoints();
    dynamicsEvery = start.dynamicsEvery();
    onInstability = start.onInstability();
    seed = start.seed();
    device = start.device();
    precision = start.precision();
    parentRun = start.parentRun();
  }

  public RunConfigurationBuilder name(String value) {
    name = value;
    return this;
  }

  public RunConfigurationBuilder model(ModelConfiguration value) {
    model = value;
    return this;
  }

  public RunConfigurationBuilder optimizer(OptimizerConfiguration value) {
    optimizer = value;
    return this;
  }

  public RunConfigurationBuilder text(TextConfiguration value) {
    text = value;
    return this;
  }

  public RunConfigurationBuilder batch(int value) {
    batch = value;
    return this;
  }

  public RunConfigurationBuilder length(int value) {
    length = value;
    return this;
  }

  public RunConfigurationBuilder gradientAccumulation(int value) {
    gradientAccumulation = value;
    return this;
  }

  public RunConfigurationBuilder steps(long value) {
    steps = value;
    return this;
  }

  public RunConfigurationBuilder evaluateEvery(long value) {
    evaluateEvery = value;
    return this;
  }

  public RunConfigurationBuilder evaluationBatches(int value) {
    evaluationBatches = value;
    return this;
  }

  public RunConfigurationBuilder checkpointEvery(long value) {
    checkpointEvery = value;
    return this;
  }

  public RunConfigurationBuilder keepCheckpoints(int value) {
    keepCheckpoints = value;
    return this;
  }

  public RunConfigurationBuilder dynamicsEvery(long value) {
    dynamicsEvery = value;
    return this;
  }

  public RunConfigurationBuilder onInstability(InstabilityPolicy value) {
    onInstability = value;
    return this;
  }

  public RunConfigurationBuilder seed(long value) {
    seed = value;
    return this;
  }

  public RunConfigurationBuilder device(String value) {
    device = value;
    return this;
  }

  public RunConfigurationBuilder precision(MatrixPrecision value) {
    precision = value;
    return this;
  }

  public RunConfigurationBuilder parentRun(@Nullable String value) {
    parentRun = value;
    return this;
  }

  public RunConfiguration build() {
    return new RunConfiguration(
        name,
        preset,
        model,
        optimizer,
        text,
        batch,
        length,
        gradientAccumulation,
        steps,
        evaluateEvery,
        evaluationBatches,
        checkpointEvery,
        keepCheckpoints,
        dynamicsEvery,
        onInstability,
        seed,
        device,
        precision,
        parentRun);
  }
}
