package dev.xray.maven.worker;

/**
 * The file that a worker is started with. Readable by its owner only, since it holds the token; the
 * worker deletes it as soon as it is read.
 *
 * @param port on the loopback interface, where Maven listens for events
 * @param token one-time secret that the worker's first event must carry
 * @param task what to do
 */
public record WorkerRequest(int port, String token, WorkerTask task) {}
