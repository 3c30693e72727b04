package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.event.Event;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Presets;
import org.statescope.training.run.RunConfiguration;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.event.EventWriter;
import org.statescope.training.run.event.Tags;

/// The meter as a user sees it below the curves, on runs whose rule binds, does not bind, or is not
/// needed.
class ConstraintMeterTest {
  private static final int STEPS = 200;

  @TempDir Path folder;

  @Test
  void theMeterTellsWhatKeepsARunStableAndWhatARuleReallyChanged() throws IOException {
    Path runs = folder.resolve("runs");
    heads(runs, "official", DecayParameterisation.LOG, -1);
    heads(runs, "idle rule", DecayParameterisation.PROJECTED, 0);
    heads(runs, "binding rule", DecayParameterisation.PAPER, 3);
    RunConfiguration companion = Presets.get("sc-mamba-tiny");
    SampleRuns.write(
        runs,
        companion.toBuilder()
            .name("free")
            .model(
                companion.model().toBuilder()
                    .coefficients(CoefficientParameterisation.FREE)
                    .build())
            .build(),
        STEPS);
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("all runs are listed", 20, () -> list.getItems().size() == 4);
      Fx.run(() -> list.getItems().forEach(run -> ((RunEntry) run).tickedProperty().set(true)));
      desk.press("page-live");
      TitledPane meter = desk.find("meter", TitledPane.class);
      Fx.waitUntil(
          "the summary counts them",
          20,
          () -> meter.getText().contains("1 certified stable, 2 kept by a rule, 1 open"));
      assertFalse(words(meter).contains("Distance"), "what is closed is not computed");
      desk.press("page-poles");
      desk.shortcut("Shortcut+M");
      assertTrue(Fx.on(meter::isExpanded), "the key opens it from any page");
      ScrollPane cards = desk.find("meter-cards", ScrollPane.class);
      Fx.waitUntil("it has the keyboard", 5, () -> cards.getScene().getFocusOwner() == cards);
      Fx.waitUntil("the meter is read", 20, () -> words(meter).contains("Distance of each layer"));
      String words = words(meter);
      int values = 4 * Presets.get("mamba2-tiny").model().headCount();
      assertTrue(words.contains("would change 0 of the " + values + " values"), words);
      assertTrue(words.contains("has changed none of the " + values + " values in 200"), words);
      assertTrue(
          words.contains("changed 3 of " + values + " values; so far 300 changes in 100 of 200"),
          words);
      assertTrue(words.contains("Not certified"), words);
      assertTrue(words.contains("layer 3: "), words);
      Fx.run(
          () ->
              Event.fireEvent(
                  cards,
                  new KeyEvent(
                      KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false)));
      Fx.waitUntil("the arrow key scrolls", 5, () -> cards.getVvalue() > 0);
      Fx.run(() -> cards.setVvalue(0));
      desk.shortcut("Alt+Left");
      for (String theme : new String[] {"light", "dark"}) {
        desk.shortcut("Shortcut+T");
        desk.picture("meter-" + theme);
        desk.pictureAtTwice("meter-200-" + theme);
      }
      assertEquals(
          java.util.List.of(),
          Fx.on(() -> Overhang.of((javafx.scene.Parent) desk.find("meter", TitledPane.class))));
    }
  }

  /// A run whose rule changes `bound` values at every second step; −1 for no rule.
  private static void heads(Path runs, String name, DecayParameterisation decay, int bound)
      throws IOException {
    RunConfiguration preset = Presets.get("mamba2-tiny");
    RunFolder run =
        SampleRuns.write(
            runs,
            preset.toBuilder()
                .name(name)
                .model(preset.model().toBuilder().decay(decay).build())
                .build(),
            STEPS);
    if (bound >= 0) {
      try (EventWriter writer = EventWriter.open(run.path())) {
        for (long step = 1; step <= STEPS; step++) {
          double changed = step % 2 == 0 ? bound : 0;
          writer.scalars(step, Instant.now(), Map.of(Tags.CONSTRAINED, changed));
        }
      }
    }
  }

  private static String words(TitledPane meter) {
    return meter.lookupAll(".label").stream()
        .map(node -> ((Labeled) node).getText())
        .collect(Collectors.joining("\n"));
  }
}
