package org.statescope.app.live;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
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
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.TickFormat;
import org.statescope.app.seeds.SeedGroups;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.DeviceLoad;
import org.statescope.training.run.event.Tags;

/// One row for each run with its values at the step cursor: legend and read-out in one.
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

  void show(LiveModel model) {
    getChildren().clear();
    long step = model.cursor().step();
    add(heading(Texts.text("live.readout.at", TickFormat.text(step))), 0, 0);
    add(heading(Texts.text("live.axis.STEP")), 1, 0);
    for (int i = 0; i < TAGS.size(); i++) {
      add(heading(Texts.text("live.readout." + TAGS.get(i).replace('/', '.'))), i + 2, 0);
    }
    int row = 1;
    List<RunScalars> runs = model.scalarsProperty().get();
    LegendWords words = new LegendWords(runs);
    List<List<RunScalars>> groups =
        model.seedsProperty().get().spread().isPresent()
            ? SeedGroups.of(runs, RunScalars::configuration)
            : List.of();
    for (List<RunScalars> group : groups) {
      groupRow(words.ofGroup(group), group, model.seedsProperty().get(), step, row++);
    }
    for (RunScalars run : runs) {
      if (groups.stream().noneMatch(group -> group.contains(run))) {
        row(run, words.differences(run), step, row);
        row = getRowCount();
      }
    }
  }

  /// The values at the last step up to the cursor that all seeds have reached.
  private void groupRow(String label, List<RunScalars> group, Seeds seeds, long step, int row) {
    add(name(label, "", group.getFirst().run().colour()), 0, row);
    long last = group.stream().mapToLong(RunScalars::lastStep).min().orElse(0);
    long shared = Math.min(step, last);
    add(value(Long.toString(shared)), 1, row);
    for (int i = 0; i < TAGS.size(); i++) {
      String tag = TAGS.get(i);
      double[] values =
          group.stream()
              .flatMapToDouble(run -> run.scalars(tag).valueAt(shared).stream())
              .toArray();
      add(new SeedValue(values, seeds), i + 2, row);
    }
  }

  private void row(RunScalars run, String differences, long step, int row) {
    add(name(run.run().label(), differences, run.run().colour()), 0, row);
    add(value(Long.toString(Math.min(step, run.lastStep()))), 1, row);
    for (int i = 0; i < TAGS.size(); i++) {
      OptionalDouble value = run.scalars(TAGS.get(i)).valueAt(step);
      add(value(value.isPresent() ? TickFormat.text(value.getAsDouble()) : "–"), i + 2, row);
    }
    deviceLoad(run, step)
        .ifPresent(load -> sentence(Texts.text("live.readout.device", load), Styles.TEXT_MUTED));
    run.problem().ifPresent(sentence -> sentence(sentence, Styles.DANGER));
  }

  private void sentence(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().addAll(Styles.TEXT_SMALL, style);
    label.setWrapText(true);
    add(label, 0, getRowCount(), TAGS.size() + 2, 1);
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

  private Node name(String label, String differences, int colour) {
    Label name = new Label(label, new Rectangle(12, 4, theme.colours().series(colour)));
    name.setAccessibleText(label + " " + differences);
    name.setMinWidth(0);
    Label faint = heading(differences);
    faint.setMinWidth(0);
    HBox box = new HBox(8, name, faint);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static Label heading(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
    return label;
  }

  private static Label value(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("readout-value");
    return label;
  }
}
