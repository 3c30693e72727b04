package org.statescope.app.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.app.background.BackgroundTasks;
import org.statescope.app.fx.Fx;
import org.statescope.app.fx.Page;
import org.statescope.app.launch.TrainerCommand;
import org.statescope.app.plot.ChartTheme;
import org.statescope.app.plot.Pointer;
import org.statescope.app.plot.Screenshots;
import org.statescope.app.plot.ShownRun;

/// What a user does on the page of tokens. The command line is a small program of the test that
/// hands out a trace, waits, or fails.
final class TokensViewTest {
  private static final String TEXT = "the whale swam on\nand the sea was calm; the end";

  private final ScheduledExecutorService background = Executors.newScheduledThreadPool(2);
  @TempDir private Path root;
  private BackgroundTasks tasks;
  private TokensModel model;
  private TokensView view;
  private ChartTheme theme;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    Path trace =
        SampleTrace.write(
            root.resolve("trace.safetensors"),
            TEXT,
            SampleTrace.layer(TEXT.length(), true, false),
            SampleTrace.layer(TEXT.length(), true, true));
    program("while [ $# -gt 1 ]; do if [ $1 = --out ]; then cp " + trace + " $2; fi; shift; done");
    Fx.run(
        () -> {
          tasks = new BackgroundTasks(failure -> {});
          model =
              new TokensModel(
                  tasks, Optional.of(new TrainerCommand(root)), background, Platform::runLater);
          theme = new ChartTheme();
          view = new TokensView(model, theme);
          model.runs().add(new ShownRun(root.resolve("run"), "sc-mamba", 1));
        });
    stage = Screenshots.show(view, 1180, 780, false);
  }

  /// The command line that the page calls.
  private void program(String script) throws IOException {
    Page.program(root, script);
  }

  @AfterEach
  void close() {
    Page.close(stage, background, view, model, tasks);
  }

  private <T extends Node> T find(String id, Class<T> type) {
    return Page.find(view, id, type);
  }

  private void press(String id) {
    Page.press(view, id);
  }

  private void readText() {
    press("tokens-start");
    Fx.waitUntil("the channel is known", 30, () -> model.answersProperty().get().isPresent());
  }

  private String readout() {
    GridPane table = find("tokens-readout", GridPane.class);
    return Fx.on(
        () ->
            table.getChildren().stream()
                .map(node -> ((Label) node).getText())
                .collect(Collectors.joining(" | ")));
  }

  private String words() {
    return Page.words(view);
  }

  @Test
  void anEmptyPageTeachesAndATextFillsIt() throws Exception {
    assertTrue(words().contains("No text read yet"), words());
    readText();
    assertTrue(readout().contains("1 of " + TEXT.length() + ": t"), readout());
    assertTrue(readout().contains("not defined"), readout());
    Screenshots.save(stage, "tokens-light");
    Screenshots.darken(theme);
    Screenshots.save(stage, "tokens-dark");
  }

  @Test
  void aTokenIsChosenByMouseAndByKeyboard() throws Exception {
    readText();
    String first = readout();
    double[] place = Fx.on(() -> view.text().middleOf(6));
    Fx.run(() -> Pointer.click(view.text(), place[0], place[1]));
    assertEquals(6, Fx.on(() -> model.tokenProperty().get()));
    assertNotEquals(first, readout());
    type(KeyCode.RIGHT);
    assertEquals(7, Fx.on(() -> model.tokenProperty().get()));
    type(KeyCode.DOWN);
    assertTrue(Fx.on(() -> model.tokenProperty().get()) >= TEXT.indexOf('\n'), "the next line");
    type(KeyCode.END);
    assertEquals(TEXT.length() - 1, Fx.on(() -> model.tokenProperty().get()));
    type(KeyCode.HOME);
    assertEquals(0, Fx.on(() -> model.tokenProperty().get()));
  }

  private void type(KeyCode code) {
    Fx.run(
        () ->
            Event.fireEvent(
                view.text(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  @Test
  void anotherChannelAndLayerAreComputedAnew() {
    readText();
    double before = delta();
    Fx.run(() -> spinner("tokens-channel").getValueFactory().setValue(2));
    Fx.waitUntil(
        "the other channel is known",
        30,
        () -> model.answersProperty().get().filter(answers -> channel(answers) == 2).isPresent());
    assertNotEquals(before, delta());
    Fx.run(() -> spinner("tokens-layer").getValueFactory().setValue(1));
    Fx.waitUntil("the other layer is known", 30, () -> Math.abs(delta() - 0.3) < 1e-6);
  }

  private static int channel(ChannelAnswers answers) {
    return answers.steps().channel();
  }

  /// NaN while it is computed.
  private double delta() {
    return Fx.on(
        () -> model.answersProperty().get().map(answers -> answers.delta()[0]).orElse(Double.NaN));
  }

  @SuppressWarnings("unchecked")
  private Spinner<Integer> spinner(String id) {
    return (Spinner<Integer>) view.lookup("#" + id);
  }

  @Test
  void theColoursFollowTheChosenQuantity() {
    readText();
    Fx.run(() -> ((ToggleButton) view.lookup("#tokens-colour-energy")).fire());
    assertEquals(TokenQuantity.ENERGY, Fx.on(() -> model.quantityProperty().get()));
    assertTrue(words().contains("State energy"), words());
  }

  @Test
  void aFailureIsToldInTheWorkersWords() throws IOException {
    program("echo The run has no checkpoint yet: let it train on.; exit 3");
    press("tokens-start");
    Fx.waitUntil("the failure is told", 30, () -> model.problemProperty().get().isPresent());
    assertTrue(words().contains("let it train on"), words());
  }

  @Test
  void aLongReadingShowsProgressAndCanBeCancelled() throws IOException {
    program("echo token 3/40; echo $$ > " + root.resolve("pid") + "; exec sleep 600");
    press("tokens-start");
    Fx.waitUntil(
        "the progress is told",
        30,
        () -> tasks.running().stream().anyMatch(task -> task.getMessage().equals("Token 3 of 40")));
    assertTrue(Fx.on(() -> find("tokens-start", Button.class).isDisabled()));
    press("tokens-cancel");
    long worker = Long.parseLong(Files.readString(root.resolve("pid")).strip());
    Fx.waitUntil(
        "the worker has ended",
        30,
        () -> ProcessHandle.of(worker).map(process -> !process.isAlive()).orElse(true));
    assertFalse(Fx.on(() -> find("tokens-start", Button.class).isDisabled()));
    assertTrue(words().contains("No text read yet"), words());
  }

  @Test
  void withoutATextTheButtonSaysWhatIsNeeded() {
    Fx.run(() -> model.textProperty().set(""));
    press("tokens-start");
    assertTrue(words().contains("at least one character"), words());
  }
}
