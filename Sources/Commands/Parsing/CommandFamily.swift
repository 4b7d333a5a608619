/// The headings under which the overview lists the commands, in this order.
enum CommandFamily: String, CaseIterable, Sendable {
    case catalog = "The catalog"
    case library = "The library"
    case browse = "Looking"
    case feedback = "People and what they hear"
    case recommend = "What next"
    case models = "Models"
    case insight = "Insight"
    case service = "The service"
    case program = "The program"
}
