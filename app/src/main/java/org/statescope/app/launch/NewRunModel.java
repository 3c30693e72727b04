package org.statescope.app.launch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.statescope.app.queue.QueuedRun;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.InstabilityPolicy;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.TextConfiguration;

/// The choices of new runs. Fields hold what was typed; the result says whether that makes runs.
public final class NewRunModel {
  /// Where --steps shortens a run, its warm-up takes at most this part of it, as on the command
  /// line.
  private static final long STEPS_PER_WARM_UP_STEP = 10;

  /// What the fields make.
  public sealed interface Result {
    /// @param configurations the runs in the order in which they are to begin; one at least
    /// @param threads of the processor; 0 for all
    record Ready(List<RunConfiguration> configurations, int threads) implements Result {
      public Ready {
        configurations = List.copyOf(configurations);
      }

      RunConfiguration first() {
        return configurations.getFirst();
      }
    }

    /// @param sentences one for each field that has to change
    record Incomplete(Map<Field, String> sentences) implements Result {
      public Incomplete {
        sentences = Map.copyOf(sentences);
      }
    }
  }

  private final StringProperty preset = new SimpleStringProperty();
  private final ModelChoices choices = new ModelChoices(this::evaluate);
  private final ObjectProperty<BatchOrder> batches =
      new SimpleObjectProperty<>(BatchOrder.SHUFFLED);
  private final ObjectProperty<InstabilityPolicy> onInstability =
      new SimpleObjectProperty<>(InstabilityPolicy.STOP);
  private final ObjectProperty<MatrixPrecision> precision =
      new SimpleObjectProperty<>(MatrixPrecision.FLOAT32);
  private final BooleanProperty bundledText = new SimpleBooleanProperty(true);
  private final ObjectProperty<Device> device =
      new SimpleObjectProperty<>(Device.named(Device.PROCESSOR));
  private final TypedFields typed = new TypedFields();
  private final ReadOnlyObjectWrapper<Result> result =
      new ReadOnlyObjectWrapper<>(new Result.Incomplete(Map.of()));
  private final Set<String> takenNames;

  /// @param takenNames names of the runs that are there
  public NewRunModel(Collection<String> takenNames) {
    this.takenNames = Set.copyOf(takenNames);
    preset.subscribe(this::fillFrom);
    batches.subscribe(this::evaluate);
    onInstability.subscribe(this::evaluate);
    precision.subscribe(this::evaluate);
    bundledText.subscribe(this::evaluate);
    device.subscribe(this::evaluate);
    typed(Field.TEXT_FIELD).set(TextConfiguration.DEFAULT_FIELD);
    for (Field field : Field.values()) {
      typed(field).subscribe(this::evaluate);
    }
    preset.set("sc-mamba-tiny");
  }

  /// Choosing a preset fills every other field but the text, the device and the threads.
  public StringProperty presetProperty() {
    return preset;
  }

  /// The choices of the state space.
  ModelChoices choices() {
    return choices;
  }

  public ObjectProperty<BatchOrder> batchesProperty() {
    return batches;
  }

  ObjectProperty<InstabilityPolicy> onInstabilityProperty() {
    return onInstability;
  }

  /// How the factors of matrix products are rounded on a device other than the processor.
  ObjectProperty<MatrixPrecision> precisionProperty() {
    return precision;
  }

  ObjectProperty<Device> deviceProperty() {
    return device;
  }

  /// Whether the bundled book is learned; else the text at the path.
  public BooleanProperty bundledTextProperty() {
    return bundledText;
  }

  /// What is typed in a field; for [Field#TEXT] the path of a text file or folder.
  public StringProperty typed(Field field) {
    return typed.of(field);
  }

  public ReadOnlyObjectProperty<Result> resultProperty() {
    return result.getReadOnlyProperty();
  }

  private void fillFrom(String name) {
    if (name == null) {
      return;
    }
    RunConfiguration start = Presets.get(name);
    choices.fillFrom(start.model());
    HeadConfiguration heads =
        Objects.requireNonNullElse(start.model().heads(), HeadConfiguration.USUAL);
    typed.set(Field.MODEL_WIDTH, start.model().modelWidth());
    typed.set(Field.LAYERS, start.model().layers());
    typed.set(Field.ORDER, start.model().order());
    typed.set(Field.EXPAND, start.model().expand());
    typed.set(Field.CONVOLUTION_WIDTH, start.model().convolutionWidth());
    typed(Field.STEP_RANK).set("");
    typed.set(Field.HEAD_WIDTH, heads.width());
    typed.set(Field.GROUPS, heads.groups());
    typed.set(Field.CHUNK_LENGTH, heads.chunkLength());
    typed(Field.NAME).set(Names.free(start.name(), takenNames));
    typed.set(Field.STEPS, start.steps());
    typed.set(Field.BATCH, start.batch());
    typed.set(Field.LENGTH, start.length());
    typed.set(Field.GRADIENT_ACCUMULATION, start.gradientAccumulation());
    typed(Field.LEARNING_RATE).set(Double.toString(start.optimizer().learningRate()));
    typed(Field.WARM_UP).set("");
    typed.set(Field.SEED, start.seed());
    typed.set(Field.EVALUATE_EVERY, start.evaluateEvery());
    typed.set(Field.CHECKPOINT_EVERY, start.checkpointEvery());
    typed.set(Field.DYNAMICS_EVERY, start.dynamicsEvery());
    onInstability.set(start.onInstability());
    evaluate();
  }

  private void evaluate() {
    if (preset.get() == null) {
      return;
    }
    Map<Field, String> sentences = new EnumMap<>(Field.class);
    RunConfiguration start = Presets.get(preset.get());
    ModelConfiguration model = choices.model(start.model(), typed, sentences);
    RunConfiguration run = run(start, model, sentences);
    Sweep sweep = new Sweep(structures(), typed.rates(sentences), typed.seeds(sentences));
    if (sweep.size() > TypedFields.MOST_RUNS) {
      sentences.put(
          Field.SEED, Texts.text("launch.sweep.many", sweep.size(), TypedFields.MOST_RUNS));
    }
    int threads =
        typed.isBlank(Field.THREADS) || !device.get().isProcessor()
            ? QueuedRun.ALL_THREADS
            : typed.count(Field.THREADS, Runtime.getRuntime().availableProcessors(), sentences);
    if (!device.get().isUsable()) {
      sentences.put(Field.DEVICE, device.get().words());
    }
    List<RunConfiguration> runs =
        sentences.isEmpty() ? runs(sweep, run, start.model(), sentences) : List.of();
    result.set(
        sentences.isEmpty() ? new Result.Ready(runs, threads) : new Result.Incomplete(sentences));
  }

  private List<SsmStructure> structures() {
    List<SsmStructure> structures = new ArrayList<>(List.of(choices.structure().get()));
    for (SsmStructure other : choices.others()) {
      if (!structures.contains(other)) {
        structures.add(other);
      }
    }
    return structures;
  }

  private List<RunConfiguration> runs(
      Sweep sweep, RunConfiguration run, ModelConfiguration start, Map<Field, String> sentences) {
    return sweep.runs(
        run,
        structure ->
            structure == run.model().structure()
                ? run.model()
                : choices.model(structure, start, typed, sentences),
        takenNames);
  }

  /// The run but for what a sweep varies; whatever is wrong is told in `sentences`.
  private RunConfiguration run(
      RunConfiguration start, ModelConfiguration model, Map<Field, String> sentences) {
    String name = typed.words(Field.NAME);
    if (name.isEmpty()) {
      sentences.put(Field.NAME, Texts.text("launch.name.missing"));
    }
    long steps = typed.whole(Field.STEPS, 1, Long.MAX_VALUE, sentences);
    int batch = typed.count(Field.BATCH, 4096, sentences);
    return start.toBuilder()
        .name(name.isEmpty() ? start.name() : name)
        .model(model)
        .optimizer(start.optimizer().withWarmupSteps(warmUp(start, steps, sentences)))
        .text(text(start.text(), sentences))
        .steps(steps)
        .batch(batch)
        .gradientAccumulation(parts(batch, sentences))
        .length(typed.count(Field.LENGTH, 1 << 20, sentences))
        .evaluateEvery(typed.whole(Field.EVALUATE_EVERY, 1, Long.MAX_VALUE, sentences))
        .checkpointEvery(typed.whole(Field.CHECKPOINT_EVERY, 1, Long.MAX_VALUE, sentences))
        .dynamicsEvery(typed.whole(Field.DYNAMICS_EVERY, 1, Long.MAX_VALUE, sentences))
        .onInstability(onInstability.get())
        .device(device.get().name())
        .precision(device.get().isProcessor() ? MatrixPrecision.FLOAT32 : precision.get())
        .build();
  }

  /// How many parts a batch is learned from in; 1 where that is not told or does not divide it.
  private int parts(int batch, Map<Field, String> sentences) {
    int parts = typed.count(Field.GRADIENT_ACCUMULATION, 4096, sentences);
    if (sentences.containsKey(Field.BATCH) || sentences.containsKey(Field.GRADIENT_ACCUMULATION)) {
      return 1;
    }
    if (batch % parts != 0) {
      sentences.put(Field.GRADIENT_ACCUMULATION, Texts.text("launch.parts.uneven", batch, parts));
      return 1;
    }
    return parts;
  }

  private long warmUp(RunConfiguration start, long steps, Map<Field, String> sentences) {
    if (!typed.isBlank(Field.WARM_UP)) {
      return typed.whole(Field.WARM_UP, 0, steps, sentences);
    }
    long usual = start.optimizer().warmupSteps();
    return steps == start.steps() ? usual : Math.min(usual, steps / STEPS_PER_WARM_UP_STEP);
  }

  private TextConfiguration text(TextConfiguration start, Map<Field, String> sentences) {
    String source = bundledText.get() ? TextConfiguration.MOBY_DICK : typed.words(Field.TEXT);
    if (source.isEmpty()) {
      sentences.put(Field.TEXT, Texts.text("launch.text.missing"));
    }
    if (typed.isBlank(Field.TEXT_FIELD)) {
      sentences.put(Field.TEXT_FIELD, Texts.text("launch.textField.missing"));
    }
    if (sentences.containsKey(Field.TEXT) || sentences.containsKey(Field.TEXT_FIELD)) {
      return start;
    }
    return TextConfiguration.bytesOf(source)
        .withField(typed.words(Field.TEXT_FIELD))
        .withTokenizer(
            typed.isBlank(Field.TOKENIZER) ? TextConfiguration.BYTES : typed.words(Field.TOKENIZER))
        .withBatches(batches.get());
  }
}
