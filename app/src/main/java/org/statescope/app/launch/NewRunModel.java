package org.statescope.app.launch;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.BatchOrder;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.ModelConfigurationBuilder;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.TextConfiguration;

/// The choices of a new run. Fields hold what was typed; the result says whether that makes a run.
public final class NewRunModel {
  /// A field of the form, in reading order.
  public enum Field {
    NAME,
    HEAD_WIDTH,
    GROUPS,
    CHUNK_LENGTH,
    TEXT,
    /// Of JSON lines and Parquet files.
    TEXT_FIELD,
    /// The path of a `tokenizer.json`; blank for bytes.
    TOKENIZER,
    STEPS,
    BATCH,
    LENGTH,
    LEARNING_RATE,
    SEED
  }

  /// What the fields make.
  public sealed interface Result {
    record Ready(RunConfiguration configuration) implements Result {}

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
  private final BooleanProperty bundledText = new SimpleBooleanProperty(true);
  private final StringProperty textPath = new SimpleStringProperty("");
  private final Map<Field, StringProperty> typed = new EnumMap<>(Field.class);
  private final ReadOnlyObjectWrapper<Result> result;
  private final Set<String> takenNames;

  /// @param takenNames names of the runs that are there
  public NewRunModel(Collection<String> takenNames) {
    this.takenNames = Set.copyOf(takenNames);
    for (Field field : Field.values()) {
      typed.put(field, field == Field.TEXT ? textPath : new SimpleStringProperty(""));
    }
    result = new ReadOnlyObjectWrapper<>(new Result.Incomplete(Map.of()));
    preset.subscribe(this::fillFrom);
    batches.subscribe(value -> evaluate());
    bundledText.subscribe(value -> evaluate());
    typed(Field.TEXT_FIELD).set(TextConfiguration.DEFAULT_FIELD);
    typed.values().forEach(property -> property.subscribe(value -> evaluate()));
    preset.set("sc-mamba-tiny");
  }

  /// Choosing a preset fills every other field but the text.
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

  /// Whether the bundled book is learned; else the text at the path.
  public BooleanProperty bundledTextProperty() {
    return bundledText;
  }

  /// What is typed in a field; for [Field#TEXT] the path of a text file or folder.
  public StringProperty typed(Field field) {
    StringProperty property = typed.get(field);
    if (property == null) {
      throw new IllegalArgumentException("no field " + field);
    }
    return property;
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
    typed(Field.HEAD_WIDTH).set(Integer.toString(heads.width()));
    typed(Field.GROUPS).set(Integer.toString(heads.groups()));
    typed(Field.CHUNK_LENGTH).set(Integer.toString(heads.chunkLength()));
    typed(Field.NAME).set(Names.free(start.name(), takenNames));
    typed(Field.STEPS).set(Long.toString(start.steps()));
    typed(Field.BATCH).set(Integer.toString(start.batch()));
    typed(Field.LENGTH).set(Integer.toString(start.length()));
    typed(Field.LEARNING_RATE).set(Double.toString(start.optimizer().learningRate()));
    typed(Field.SEED).set(Long.toString(start.seed()));
    evaluate();
  }

  private void evaluate() {
    if (preset.get() == null) {
      return;
    }
    Map<Field, String> sentences = new EnumMap<>(Field.class);
    String name = typed(Field.NAME).get().strip();
    if (name.isEmpty()) {
      sentences.put(Field.NAME, Texts.text("launch.name.missing"));
    }
    String source = bundledText.get() ? TextConfiguration.MOBY_DICK : textPath.get().strip();
    if (source.isEmpty()) {
      sentences.put(Field.TEXT, Texts.text("launch.text.missing"));
    }
    String textField = typed(Field.TEXT_FIELD).get().strip();
    if (textField.isEmpty()) {
      sentences.put(Field.TEXT_FIELD, Texts.text("launch.textField.missing"));
    }
    long steps = whole(Field.STEPS, 1, Long.MAX_VALUE, sentences);
    int batch = (int) whole(Field.BATCH, 1, 4096, sentences);
    int length = (int) whole(Field.LENGTH, 1, 1 << 20, sentences);
    long seed = whole(Field.SEED, Long.MIN_VALUE, Long.MAX_VALUE, sentences);
    double learningRate = positive(Field.LEARNING_RATE, sentences);
    RunConfiguration start = Presets.get(preset.get());
    ModelConfiguration model = model(start.model(), sentences);
    if (!sentences.isEmpty()) {
      result.set(new Result.Incomplete(sentences));
      return;
    }
    result.set(
        new Result.Ready(
            start.toBuilder()
                .name(name)
                .model(model)
                .optimizer(start.optimizer().withLearningRate(learningRate))
                .text(text(source))
                .steps(steps)
                .batch(batch)
                .length(length)
                .seed(seed)
                .build()));
  }

  private TextConfiguration text(String source) {
    String tokenizer = typed(Field.TOKENIZER).get().strip();
    return TextConfiguration.bytesOf(source)
        .withField(typed(Field.TEXT_FIELD).get().strip())
        .withTokenizer(tokenizer.isEmpty() ? TextConfiguration.BYTES : tokenizer)
        .withBatches(batches.get());
  }

  /// What the choices make of the preset's model; any wrong field is told in `sentences`.
  private ModelConfiguration model(ModelConfiguration start, Map<Field, String> sentences) {
    ModelConfigurationBuilder model = choices.over(start);
    if (choices.structure().get().hasHeads()) {
      model
          .headWidth((int) whole(Field.HEAD_WIDTH, 1, start.channels(), sentences))
          .groups((int) whole(Field.GROUPS, 1, start.channels(), sentences))
          .chunkLength((int) whole(Field.CHUNK_LENGTH, 1, 1 << 20, sentences));
    }
    try {
      return model.build();
    } catch (IllegalArgumentException e) {
      sentences.putIfAbsent(Field.HEAD_WIDTH, String.valueOf(e.getMessage()));
      return start;
    }
  }

  private long whole(Field field, long least, long most, Map<Field, String> sentences) {
    return number(field, "launch.number.whole", Long::parseLong, sentences)
        .filter(value -> value >= least && value <= most || outside(field, least, most, sentences))
        .orElse(least);
  }

  private double positive(Field field, Map<Field, String> sentences) {
    return number(field, "launch.number.real", Double::parseDouble, sentences)
        .filter(value -> value > 0 && value <= 1 || outside(field, "0", "1", sentences))
        .orElse(1.0);
  }

  private <T> java.util.Optional<T> number(
      Field field, String complaint, Function<String, T> parse, Map<Field, String> sentences) {
    String text = typed(field).get().strip();
    try {
      return java.util.Optional.of(parse.apply(text.replace(",", "")));
    } catch (NumberFormatException e) {
      sentences.put(field, Texts.text(complaint, text));
      return java.util.Optional.empty();
    }
  }

  private static boolean outside(
      Field field, Object least, Object most, Map<Field, String> sentences) {
    sentences.put(field, Texts.text("launch.number.range", least, most));
    return false;
  }
}
