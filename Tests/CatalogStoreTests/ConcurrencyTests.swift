import CatalogCore
import CatalogStore
import Dispatch
import FoundationEssentials
import Glibc
import SQLite
import Synchronization
import Testing

@Suite struct ConcurrencyTests {
    @Test func aFailureInAGroupFailsAlone() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let tracks = try (0..<64).map { try test.track("Song \($0)", by: "Band") }
        let failures = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 64) { index in
            do {
                try test.catalog.write { transaction in
                    _ = try transaction.add(
                        NewEvent(user: anna, track: tracks[index], kind: .like, time: TestCatalog.now))
                    if index % 4 == 0 { throw CatalogError(.invalid, "no") }
                }
            } catch {
                failures.withLock { $0 += 1 }
            }
        }
        #expect(failures.withLock { $0 } == 16)
        #expect(try test.catalog.read { try $0.eventCount(of: anna) } == 48)
        for (index, track) in tracks.enumerated() {
            #expect(try (test.opinion(anna, track) == nil) == (index % 4 == 0))
        }
    }

    /// A thread that stands behind others does not write itself where they would wait for it.
    @Test(arguments: [false, true]) func aThreadBehindOthersLetsTheFrontWrite(isLedFromFront: Bool) throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band")
        if isLedFromFront { try test.catalog.prepareToServe() }
        let done = DispatchSemaphore(value: 0)
        let wrote = Mutex<Bool?>(nil)
        let catalog = test.catalog
        BackgroundThread.start(niceness: 3) {
            let own = UInt(pthread_self())
            let byItself = try? catalog.write { transaction in
                _ = try transaction.add(
                    NewEvent(user: anna, track: track, kind: .like, time: TestCatalog.now))
                return UInt(pthread_self()) == own
            }
            wrote.withLock { $0 = byItself }
            done.signal()
        }
        done.wait()
        #expect(wrote.withLock { $0 } == !isLedFromFront)
        #expect(try test.catalog.read { try $0.eventCount(of: anna) } == 1)
    }

    /// Who asks first when several ask at once does not wait until the file has been opened once more.
    @Test func aServiceHasItsReadersFromTheStart() throws {
        let test = try TestCatalog()
        let path = try #require(realpath(test.catalog.path, nil).map { String(cString: $0) })
        func openCount() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
                return target == path
            }
        }
        let before = try openCount()
        try test.catalog.prepareToServe()
        let prepared = try openCount()
        #expect(prepared >= before + 4)
        let (gate, group) = (DispatchSemaphore(value: 0), DispatchGroup())
        let reading = Atomic<Int>(0)
        for _ in 0..<8 {
            group.enter()
            BackgroundThread.start {
                _ = try? test.catalog.read { snapshot in
                    _ = try snapshot.trackCount()
                    reading.add(1, ordering: .sequentiallyConsistent)
                    gate.wait()
                }
                group.leave()
            }
        }
        for _ in 0..<500 where reading.load(ordering: .sequentiallyConsistent) < 8 { usleep(10_000) }
        #expect(reading.load(ordering: .sequentiallyConsistent) == 8)
        #expect(try openCount() == prepared)
        for _ in 0..<8 { gate.signal() }
        group.wait()
    }

    /// Many more writers than cores, each on a thread of its own, so that groups form and the lead passes on.
    @Test func everyWriterOfACrowdIsAnswered() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band")
        let added = Mutex(0)
        let group = DispatchGroup()
        for writer in 0..<64 {
            group.enter()
            DispatchQueue(label: "writer \(writer)").async {
                defer { group.leave() }
                for index in 0..<20 {
                    let event = NewEvent(
                        user: anna, track: track, kind: .play,
                        time: TestCatalog.time(Int64(writer * 100 + index)))
                    if (try? test.catalog.write { try $0.add(event) })?.isAdded == true {
                        added.withLock { $0 += 1 }
                    }
                }
            }
        }
        group.wait()
        #expect(added.withLock { $0 } == 1_280)
        #expect(try test.opinion(anna, track)?.playCount == 1_280)
    }

    /// Two catalogs write to one file, as two processes would, while ten read: nothing fails, nothing is lost.
    @Test func twoWritersAndTenReaders() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band")
        let others = try (0..<6).map { _ in try Catalog(opening: test.path) }
        let errors = Mutex<[String]>([])
        let isDone = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 12) { worker in
            do {
                if worker < 2 {
                    for index in 0..<150 {
                        var event = NewEvent(
                            user: anna, track: track, kind: .play,
                            time: TestCatalog.time(Int64(worker * 1_000 + index)))
                        event.idempotencyKey = "\(worker)-\(index)"
                        let outcome = try others[worker].write { [event] in try $0.add(event) }
                        if !outcome.isAdded { errors.withLock { $0.append("lost \(worker) \(index)") } }
                    }
                    isDone.add(1, ordering: .relaxed)
                } else {
                    var last = 0
                    while isDone.load(ordering: .relaxed) < 2 && errors.withLock({ $0.isEmpty }) {
                        let (count, plays) = try others[worker % 6].read { snapshot in
                            (
                                try snapshot.eventCount(of: anna),
                                try snapshot.opinion(of: anna, on: track)?.playCount ?? 0
                            )
                        }
                        // A snapshot is of one moment, and time goes forward.
                        if count != plays || count < last {
                            errors.withLock { $0.append("\(count) \(plays)") }
                        }
                        last = count
                    }
                }
            } catch {
                errors.withLock { $0.append("\(worker): \(error)") }
                isDone.add(2, ordering: .relaxed)
            }
        }
        #expect(errors.withLock { $0 } == [])
        #expect(try test.catalog.read { try $0.eventCount(of: anna) } == 300)
        #expect(try test.catalog.check().problems == [])
    }

    @Test func revisionsTellWhatChanged() throws {
        let test = try TestCatalog()
        let before = try test.catalog.read { (try $0.revision(of: .user), try $0.revision(of: .track)) }
        _ = try test.user()
        let after = try test.catalog.read { (try $0.revision(of: .user), try $0.revision(of: .track)) }
        #expect(after.0 == before.0 + 1)
        #expect(after.1 == before.1)
    }
}
