package dev.xray.maven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.maven.worker.WorkerEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventServerTest {
  @Test
  void whoever_brings_the_token_is_heard() throws Exception {
    try (EventServer server = new EventServer();
        Socket worker = connect(server)) {
      send(worker, new WorkerEvent.Hello(server.token()));
      send(worker, new WorkerEvent.Log("hello"));

      assertThat(server.next(10_000)).contains(new WorkerEvent.Log("hello"));
      assertThat(server.connected()).isTrue();
    }
  }

  @Test
  void whoever_brings_another_token_is_turned_away_and_the_worker_still_gets_in() throws Exception {
    try (EventServer server = new EventServer()) {
      try (Socket stranger = connect(server)) {
        send(stranger, new WorkerEvent.Hello("guessed"));
        send(stranger, new WorkerEvent.Log("lies"));
        assertThat(isCutOff(stranger)).isTrue();
      }
      assertThat(server.connected()).isFalse();

      try (Socket worker = connect(server)) {
        send(worker, new WorkerEvent.Hello(server.token()));
        send(worker, new WorkerEvent.Log("truth"));

        assertThat(server.next(10_000)).contains(new WorkerEvent.Log("truth"));
      }
    }
  }

  @Test
  void noise_instead_of_a_greeting_is_turned_away() throws Exception {
    try (EventServer server = new EventServer();
        Socket stranger = connect(server)) {
      stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      assertThat(isCutOff(stranger)).isTrue();
      assertThat(server.connected()).isFalse();
    }
  }

  @Test
  void it_listens_to_this_machine_only() throws Exception {
    try (EventServer server = new EventServer()) {
      assertThat(server.address().isLoopbackAddress()).isTrue();
    }
  }

  @Test
  void it_ends_with_the_worker() throws Exception {
    try (EventServer server = new EventServer()) {
      try (Socket worker = connect(server)) {
        send(worker, new WorkerEvent.Hello(server.token()));
      }
      assertThat(server.next(500)).isEmpty();
      assertThat(server.ended()).isTrue();
    }
  }

  private static Socket connect(EventServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void send(Socket socket, WorkerEvent event) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write((WorkerEvent.Lines.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static boolean isCutOff(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return !(e instanceof java.net.SocketTimeoutException);
    }
  }
}
