package org.statescope.app.live;

import atlantafx.base.theme.Styles;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.TickFormat;
import org.statescope.app.seeds.SeedGroups;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.event.Tags;

/// One row for each run with its values at the step cursor: legend and read-out in one.
///
/// Labels are kept and get other words: values change with every drag of the cursor, and new labels
/// would have to be dressed and laid out each time.
final class LiveReadout extends GridPane {
  private static final List<String> TAGS =
      List.of(
          Tags.TRAIN_LOSS,
          Tags.VALIDATION_LOSS,
          Tags.TRAIN_PERPLEXITY,
          Tags.VALIDATION_PERPLEXITY,
          Tags.LEARNING_RATE,
          Tags.GRADIENT_NORM,
          Tags.TOKENS_PER_SECOND);

  private final ChartTheme theme;
  private final Map<Place, Node> shown = new HashMap<>();
  private final Map<Place, Node> before = new HashMap<>();
  private LegendWords words = new LegendWords(List.of());
  private List<Optional<RunConfiguration>> described = List.of();
  private ChartColours dressed = ChartColours.LIGHT;
  private int rows;

  /// Where a node stands, and what kind of node it is.
  private record Place(int column, int row, String kind) {}

  LiveReadout(ChartTheme theme) {
    this.theme = theme;
    getStyleClass().add("readout-table");
    setHgap(16);
    setVgap(4);
    ColumnConstraints name = new ColumnConstraints();
    name.setHgrow(Priority.ALWAYS);
    name.setMinWidth(120);
    getColumnConstraints().add(name);
    for (int i = 0; i <= TAGS.size(); i++) {
      ColumnConstraints value = new ColumnConstraints();
      value.setHalignment(HPos.RIGHT);
      value.setMinWidth(Region.USE_PREF_SIZE);
      getColumnConstraints().add(value);
    }
  }

  /// Shows the values of the moment; while nobody sees them they wait.
  void show(LiveModel model) {
    if (getScene() == null) {
      return;
    }
    before.putAll(shown);
    shown.clear();
    if (dressed != theme.colours()) {
      dressed = theme.colours();
      before.keySet().stream().filter(place -> place.column == 0).toList().forEach(this::discard);
    }
    fill(model);
    List.copyOf(before.keySet()).forEach(this::discard);
  }

  private void discard(Place place) {
    getChildren().remove(before.remove(place));
  }

  private void fill(LiveModel model) {
    long step = model.cursor().step();
    heading(Texts.text("live.readout.at", TickFormat.text(step)), 0);
    heading(Texts.text("live.axis.STEP"), 1);
    for (int i = 0; i < TAGS.size(); i++) {
      heading(Texts.text("live.readout." + TAGS.get(i).replace('/', '.')), i + 2);
    }
    rows = 1;
    List<RunScalars> runs = model.scalarsProperty().get();
    describe(runs);
    List<List<RunScalars>> groups =
        model.seedsProperty().get().spread().isPresent()
            ? SeedGroups.of(runs, RunScalars::configuration)
            : List.of();
    for (List<RunScalars> group : groups) {
      groupRow(words.ofGroup(group), group, model.seedsProperty().get(), step, rows++);
    }
    for (RunScalars run : runs) {
      if (groups.stream().noneMatch(group -> group.contains(run))) {
        row(run, words.differences(run), step, rows++);
      }
    }
  }

  private void describe(List<RunScalars> runs) {
    List<Optional<RunConfiguration>> now = runs.stream().map(RunScalars::configuration).toList();
    if (!now.equals(described)) {
      described = now;
      words = new LegendWords(runs);
    }
  }

  /// The values at the last step up to the cursor that all seeds have reached.
  private void groupRow(String label, List<RunScalars> group, Seeds seeds, long step, int row) {
    name(label, "", group.getFirst().run().colour(), row);
    long last = group.stream().mapToLong(RunScalars::lastStep).min().orElse(0);
    long shared = Math.min(step, last);
    value(Long.toString(shared), 1, row);
    for (int i = 0; i < TAGS.size(); i++) {
      String tag = TAGS.get(i);
      double[] values =
          group.stream()
              .flatMapToDouble(run -> run.scalars(tag).valueAt(shared).stream())
              .toArray();
      put(
          new Place(i + 2, row, "seeds" + seeds + Arrays.toString(values)),
          () -> new SeedValue(values, seeds));
    }
  }

  private void row(RunScalars run, String differences, long step, int row) {
    name(run.run().label(), differences, run.run().colour(), row);
    value(Long.toString(Math.min(step, run.lastStep())), 1, row);
    for (int i = 0; i < TAGS.size(); i++) {
      OptionalDouble value = run.scalars(TAGS.get(i)).valueAt(step);
      value(value.isPresent() ? TickFormat.text(value.getAsDouble()) : "–", i + 2, row);
    }
    deviceLoad(run, step)
        .ifPresent(load -> sentence(Texts.text("live.readout.device", load), Styles.TEXT_MUTED));
    run.problem().ifPresent(sentence -> sentence(sentence, Styles.DANGER));
  }

  private void sentence(String words, String style) {
    put(
        new Place(0, rows++, style + words),
        () -> {
          Label label = new Label(words);
          label.getStyleClass().addAll(Styles.TEXT_SMALL, style);
          label.setWrapText(true);
          setColumnSpan(label, TAGS.size() + 2);
          return label;
        });
  }

  /// What the run's device said of itself at the step; empty for a run that has none to ask.
  private static Optional<String> deviceLoad(RunScalars run, long step) {
    OptionalDouble memory = run.scalars(Tags.DEVICE_MEMORY).valueAt(step);
    OptionalDouble utilisation = run.scalars(Tags.DEVICE_UTILISATION).valueAt(step);
    OptionalDouble temperature = run.scalars(Tags.DEVICE_TEMPERATURE).valueAt(step);
    if (memory.isEmpty() && utilisation.isEmpty() && temperature.isEmpty()) {
      return Optional.empty();
    }
    DeviceLoad load =
        new DeviceLoad(
            memory.isPresent()
                ? OptionalLong.of(Math.round(memory.getAsDouble()))
                : OptionalLong.empty(),
            OptionalLong.empty(),
            utilisation,
            temperature);
    return Optional.of(load.sentence());
  }

  private void name(String label, String differences, int colour, int row) {
    put(
        new Place(0, row, "name" + colour + " " + label + " " + differences),
        () -> {
          Label name = new Label(label, new Rectangle(12, 4, theme.colours().series(colour)));
          name.setAccessibleText(label + " " + differences);
          name.setMinWidth(0);
          Label faint = new Label(differences);
          faint.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
          faint.setMinWidth(0);
          HBox box = new HBox(8, name, faint);
          box.setAlignment(Pos.CENTER_LEFT);
          return box;
        });
  }

  private void heading(String text, int column) {
    label(text, column, 0, Styles.TEXT_SMALL, Styles.TEXT_MUTED);
  }

  private void value(String text, int column, int row) {
    label(text, column, row, "readout-value");
  }

  private void label(String text, int column, int row, String... styles) {
    Label label =
        (Label)
            put(
                new Place(column, row, styles[0]),
                () -> {
                  Label made = new Label();
                  made.getStyleClass().addAll(styles);
                  return made;
                });
    label.setText(text);
  }

  /// The node that stood there before, or a new one.
  private Node put(Place place, Supplier<Node> make) {
    Node known = before.remove(place);
    Node node = known == null ? make.get() : known;
    if (known == null) {
      add(node, place.column, place.row);
    }
    shown.put(place, node);
    return node;
  }
}
