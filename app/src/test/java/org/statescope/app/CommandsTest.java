package org.statescope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.fx.Fx;
import org.statescope.app.palette.Command;
import org.statescope.app.plot.PoleMapPlot;
import org.statescope.app.sample.SampleRuns;
import org.statescope.app.window.LabWindow;
import org.statescope.app.workspace.RunEntry;
import org.statescope.training.run.RunFolder;
import org.statescope.training.run.RunState;

/// What a user reaches without the mouse: the palette and what it opens, and files that are
/// dropped.
class CommandsTest {
  @TempDir Path folder;

  @Test
  void thePaletteRunsWhatAFewLettersFind() throws IOException {
    Path runs = folder.resolve("runs");
    SampleRuns.write(runs, "mamba-tiny", "white whale", RunState.FINISHED, 400);
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("the run is listed", 20, () -> list.getItems().size() == 1);
      RunEntry run = (RunEntry) list.getItems().getFirst();
      search(desk, "whale");
      assertEquals("Show white whale", titles(desk).getFirst());
      press(desk, KeyCode.ENTER);
      Fx.waitUntil("the run is shown", 5, run::isTicked);
      search(desk, "live curves");
      press(desk, KeyCode.ENTER);
      Fx.waitUntil("the page is open", 5, desk.find("page-live", ToggleButton.class)::isSelected);
      search(desk, "expo");
      assertTrue(titles(desk).contains("Export all points as CSV …"), titles(desk).toString());
      for (String theme : new String[] {"light", "dark"}) {
        search(desk, theme + " theme");
        press(desk, KeyCode.ENTER);
        search(desk, "");
        desk.picture("palette-" + theme);
        search(desk, "about");
        press(desk, KeyCode.ENTER);
        Fx.waitUntil("the card is shown", 5, () -> desk.isShown("about"));
        desk.picture("about-" + theme);
        desk.press("about-close");
      }
    }
  }

  @Test
  void arrowsChooseAndEscapeLeaves() throws IOException {
    try (Desk desk = Desk.open(folder.resolve("runs"), folder.resolve("settings.json"))) {
      search(desk, "");
      ListView<?> found = desk.find("palette-list", ListView.class);
      assertTrue(Fx.on(() -> desk.find("palette-field", TextField.class).isFocused()));
      press(desk, KeyCode.DOWN);
      press(desk, KeyCode.DOWN);
      press(desk, KeyCode.UP);
      assertEquals(1, Fx.on(() -> found.getSelectionModel().getSelectedIndex()));
      String help = Fx.on(() -> desk.find("palette-field", TextField.class).getAccessibleHelp());
      assertEquals("Enter: " + titles(desk).get(1), help);
      press(desk, KeyCode.PAGE_DOWN);
      assertEquals(9, Fx.on(() -> found.getSelectionModel().getSelectedIndex()));
      search(desk, "zzzz");
      assertTrue(titles(desk).isEmpty());
      press(desk, KeyCode.ENTER);
      assertTrue(desk.isShown("palette"), "Enter without a command does nothing");
      press(desk, KeyCode.ESCAPE);
      Fx.waitUntil(
          "the palette is gone", 5, () -> !desk.find("modal", ModalPane.class).isDisplay());
    }
  }

  @Test
  void theAboutCardIsCopiedWhole() {
    try (Desk desk = Desk.open(folder.resolve("runs"), folder.resolve("settings.json"))) {
      desk.shortcut("Shift+F1");
      TextArea devices = desk.find("about-devices", TextArea.class);
      Fx.waitUntil("the trainer was asked", 10, () -> !devices.getText().startsWith("Asking"));
      desk.press("about-copy");
      String copied = Fx.on(() -> Clipboard.getSystemClipboard().getString());
      assertTrue(copied.contains("Java: " + System.getProperty("java.version")), copied);
      assertTrue(copied.contains("Statescope: 0."), copied);
      assertTrue(copied.endsWith(devices.getText()), copied);
    }
  }

  @Test
  void aFileOfARunOpensTheRunAndAStrangerIsToldWhatCanBeOpened() throws IOException {
    RunFolder run =
        SampleRuns.write(folder.resolve("elsewhere"), "mamba-tiny", "far", RunState.FINISHED, 200);
    Path stranger = Files.writeString(folder.resolve("system.json"), "{}");
    try (Desk desk = Desk.open(folder.resolve("runs"), folder.resolve("settings.json"))) {
      LabWindow window = (LabWindow) desk.stage().getScene().getRoot();
      Fx.run(() -> window.openAll(List.of(run.path().resolve("status.json"), stranger)));
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("the run is listed", 20, () -> list.getItems().size() == 1);
      assertTrue(((RunEntry) list.getItems().getFirst()).isTicked());
      Fx.waitUntil("the sentence is shown", 10, () -> notices(desk).contains("system.json cannot"));
      assertFalse(notices(desk).contains("status.json"));
      search(desk, run.path().getFileName().toString());
      assertTrue(titles(desk).stream().anyMatch(each -> each.startsWith("Open ")), "recent");
    }
  }

  @Test
  void thePaletteWritesTheSelectedSystemOnceOneIsSelected() throws IOException {
    Path runs = folder.resolve("runs");
    SampleRuns.write(runs, "mamba-tiny", "white whale", RunState.FINISHED, 400);
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("the run is listed", 20, () -> list.getItems().size() == 1);
      Fx.run(() -> ((RunEntry) list.getItems().getFirst()).tickedProperty().set(true));
      desk.press("page-poles");
      Fx.waitUntil(
          "the poles are drawn", 20, () -> map(desk) != null && map(desk).scene().now().size() > 0);
      search(desk, "python");
      assertFalse(titles(desk).contains("Export system as python-control script …"));
      press(desk, KeyCode.ESCAPE);
      Fx.waitUntil(
          "the palette is gone", 5, () -> !desk.find("modal", ModalPane.class).isDisplay());
      Fx.run(
          () ->
              Event.fireEvent(
                  map(desk),
                  new KeyEvent(
                      KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false)));
      search(desk, "python");
      assertTrue(titles(desk).contains("Export system as python-control script …"));
    }
  }

  @Test
  void theSpaceBarPlaysAndPausesButNotWhileWordsAreTyped() throws IOException {
    Path runs = folder.resolve("runs");
    SampleRuns.write(runs, "mamba-tiny", "white whale", RunState.FINISHED, 400);
    try (Desk desk = Desk.open(runs, folder.resolve("settings.json"))) {
      ListView<?> list = desk.find("runs", ListView.class);
      Fx.waitUntil("the run is listed", 20, () -> list.getItems().size() == 1);
      Fx.run(() -> ((RunEntry) list.getItems().getFirst()).tickedProperty().set(true));
      desk.press("page-poles");
      Fx.waitUntil(
          "the poles are drawn", 20, () -> map(desk) != null && map(desk).scene().now().size() > 0);
      Button play = desk.find("scrubber-play", Button.class);
      TextField step = desk.find("scrubber-step", TextField.class);
      Fx.run(
          () -> {
            map(desk).requestFocus();
            space(map(desk));
          });
      assertTrue(Fx.on(play::getAccessibleText).startsWith("Pause"));
      Fx.waitUntil("it has moved on", 10, () -> !step.getText().equals("0"));
      for (String theme : new String[] {"light", "dark"}) {
        desk.shortcut("Shortcut+T");
        desk.picture("playing-" + theme);
      }
      Fx.run(() -> space(map(desk)));
      assertTrue(Fx.on(play::getAccessibleText).startsWith("Play"));
      Fx.run(
          () -> {
            step.requestFocus();
            space(step);
          });
      assertTrue(Fx.on(play::getAccessibleText).startsWith("Play"), "a space is a space");
    }
  }

  private static void space(Node node) {
    Event.fireEvent(
        node,
        new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false));
  }

  private static PoleMapPlot map(Desk desk) {
    return (PoleMapPlot) desk.stage().getScene().getRoot().lookup(".poles .plot");
  }

  private static String notices(Desk desk) {
    return desk.find("notices", VBox.class).lookupAll(".label").stream()
        .map(node -> ((Label) node).getText())
        .reduce("", (all, each) -> all + "\n" + each);
  }

  private static void search(Desk desk, String words) {
    if (!desk.find("modal", ModalPane.class).isDisplay()) {
      desk.settle();
      desk.shortcut("Shortcut+K");
    }
    Fx.waitUntil("the palette is shown", 5, () -> desk.isShown("palette"));
    TextField field = desk.find("palette-field", TextField.class);
    Fx.waitUntil("the field has the focus", 5, field::isFocused);
    Fx.run(() -> field.setText(words));
  }

  private static void press(Desk desk, KeyCode key) {
    TextField field = desk.find("palette-field", TextField.class);
    Fx.run(
        () ->
            Event.fireEvent(
                field,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false)));
  }

  private static List<String> titles(Desk desk) {
    ListView<?> list = desk.find("palette-list", ListView.class);
    return Fx.on(() -> list.getItems().stream().map(each -> ((Command) each).title()).toList());
  }
}
