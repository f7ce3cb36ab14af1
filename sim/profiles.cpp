#include "sim/profiles.hpp"

namespace tillwatch::sim {
namespace {

using Words = std::string_view[];

constexpr Words home_makes = {"Oak",     "Linen", "Enamel", "Stoneware", "Wool",
                              "Rattan",  "Brass", "Walnut", "Recycled",  "Cast Iron",
                              "Striped", "Round", "Tall",   "Quilted",   "Hand-thrown"};
constexpr Words home_things = {"Mug",     "Lantern", "Cushion",   "Tea Towel", "Bowl", "Candle",
                               "Basket",  "Apron",   "Doormat",   "Clock",     "Tray", "Throw",
                               "Bookend", "Vase",    "Jug & Lid", "Coat Hook"};
constexpr Words home_vendors = {"Harbour & Oak", "Northfold", "Kiln & Loom", "Ashdown Works"};

constexpr Words trail_makes = {"Ridge",  "Summit", "Cedar",  "Granite", "Creek",   "Ranger",
                               "Alpine", "Timber", "Canyon", "Drift",   "Juniper", "Lakeside"};
constexpr Words trail_things = {"Jacket",         "Base Layer", "Daypack",  "Bottle",   "Socks",
                                "Beanie",         "Tent",       "Headlamp", "Trousers", "Stove",
                                "Fleece 1/4 Zip", "Gloves",     "Poles",    "Quilt"};
constexpr Words trail_vendors = {"Maple Trail", "Northbound", "Campfire Supply <NH>", "Lakeside"};

constexpr Words paper_makes = {"Sakura", "Indigo", "Washi", "Bamboo", "Fuji", "Kumo",
                               "Momiji", "Sumi",   "Yuki",  "Hoshi",  "Tsuki"};
constexpr Words paper_things = {"Notebook", "Envelope Set", "Brush Pen", "Ink",      "Calendar",
                                "Stickers", "Planner",      "Postcards", "Pen Case", "Letter Pad"};
constexpr Words paper_vendors = {"桜紙店", "Kumo Works", "Yuki & Co"};

constexpr Words coffee_makes = {"Yemeni",  "Harazi", "Ethiopian", "Desert", "Night",
                                "Saffron", "Golden", "Rose",      "Medina", "Pearl"};
constexpr Words coffee_things = {"Coffee 250 g", "Coffee 1 kg", "Dallah", "Cups",    "Cardamom",
                                 "Dates",        "Grinder",     "Filter", "Gift Box"};
constexpr Words coffee_vendors = {"Dune Coffee", "Sana'a Roasters"};

constexpr Words light_makes = {"Nord", "Polar", "Fjord", "Kiefer", "Birke",
                               "Moos", "Eis",   "Salz",  "Wald",   "Möwe"};
constexpr Words light_things = {"Lampe",  "Kerze", "Seife",  "Decke",   "Tasse",
                                "Kissen", "Öl",    "Bürste", "Handtuch"};
constexpr Words light_vendors = {"Nordlicht", "Möwe & Söhne"};

constexpr Words surf_makes = {"Reef", "Coral", "Bondi", "Tidal", "Salty", "Golden", "Byron"};
constexpr Words surf_things = {"Board", "Leash",  "Wetsuit", "Towel",
                               "Wax",   "Rashie", "Fins",    "Sunscreen 50+"};
constexpr Words surf_vendors = {"Southern Surf", "Reefline"};

constexpr Place british[] = {
    {"United Kingdom", "GB", "England", "ENG", "London", "SW## #??", "GB VAT", 200'000, 30, false},
    {"United Kingdom", "GB", "England", "ENG", "Leeds", "LS# #??", "GB VAT", 200'000, 26, false},
    {"United Kingdom", "GB", "Scotland", "SCT", "Glasgow", "G## #??", "GB VAT", 200'000, 18, false},
    {"Ireland", "IE", "Dublin", "D", "Dublin", "D## ????", "", 0, 8, true},
    {"Germany", "DE", "", "", "Hamburg", "20###", "", 0, 6, true},
    {"United States", "US", "New York", "NY", "Brooklyn", "112##", "", 0, 12, true},
};
constexpr Place american[] = {
    {"United States", "US", "California", "CA", "Oakland", "946##", "California State Tax", 72'500,
     28, false},
    {"United States", "US", "New York", "NY", "New York", "100##", "New York Sales Tax", 88'750, 24,
     false},
    {"United States", "US", "Texas", "TX", "Austin", "787##", "Texas State Tax", 62'500, 18, false},
    {"United States", "US", "Oregon", "OR", "Portland", "972##", "", 0, 12, false},
    {"Canada", "CA", "Ontario", "ON", "Toronto", "M#? #?#", "", 0, 12, true},
    {"United Kingdom", "GB", "England", "ENG", "Bristol", "BS# #??", "", 0, 6, true},
};
constexpr Place japanese[] = {
    {"Japan", "JP", "Tōkyō", "JP-13", "渋谷区", "150-####", "消費税", 100'000, 44, false},
    {"Japan", "JP", "Ōsaka", "JP-27", "大阪市", "530-####", "消費税", 100'000, 28, false},
    {"Japan", "JP", "Hokkaidō", "JP-01", "札幌市", "060-####", "消費税", 100'000, 14, false},
    {"United States", "US", "Washington", "WA", "Seattle", "981##", "", 0, 10, true},
    {"France", "FR", "", "", "Lyon", "6900#", "", 0, 4, true},
};
constexpr Place gulf[] = {
    {"Kuwait", "KW", "", "", "Kuwait City", "#####", "", 0, 76, false},
    {"Saudi Arabia", "SA", "", "", "Riyadh", "#####", "", 0, 14, true},
    {"Bahrain", "BH", "", "", "Manama", "####", "", 0, 10, true},
};
constexpr Place german[] = {
    {"Germany", "DE", "", "", "Berlin", "10###", "MwSt", 190'000, 52, false},
    {"Germany", "DE", "", "", "München", "80###", "MwSt", 190'000, 30, false},
    {"Austria", "AT", "", "", "Wien", "10##", "USt", 200'000, 10, false},
    {"Switzerland", "CH", "", "", "Zürich", "80##", "", 0, 8, true},
};
constexpr Place australian[] = {
    {"Australia", "AU", "New South Wales", "NSW", "Sydney", "20##", "GST", 100'000, 48, false},
    {"Australia", "AU", "Victoria", "VIC", "Melbourne", "30##", "GST", 100'000, 36, false},
    {"New Zealand", "NZ", "Auckland", "AUK", "Auckland", "10##", "", 0, 16, true},
};

constexpr Profile all[] = {
    {"harbour-and-oak.myshopify.com", "Harbour & Oak", "GBP", "Europe/London", true, 80, 50, 5, 100,
     "shopify_payments", "paypal", home_vendors, home_makes, home_things, british},
    {"maple-trail.myshopify.com", "Maple Trail", "USD", "America/New_York", false, 100, 100, 1, 80,
     "shopify_payments", "paypal", trail_vendors, trail_makes, trail_things, american},
    {"sakura-paper.myshopify.com", "Sakura Paper", "JPY", "Asia/Tokyo", true, 75, 100, 20, 60,
     "shopify_payments", "konbini", paper_vendors, paper_makes, paper_things, japanese},
    {"dune-coffee.myshopify.com", "Dune Coffee", "KWD", "Asia/Kuwait", false, 310, 250, 1, 40,
     "tap", "cash_on_delivery", coffee_vendors, coffee_makes, coffee_things, gulf},
    {"nordlicht.myshopify.com", "Nordlicht", "EUR", "Europe/Berlin", true, 95, 100, 5, 70,
     "shopify_payments", "klarna", light_vendors, light_makes, light_things, german},
    {"southern-surf.myshopify.com", "Southern Surf", "AUD", "Australia/Sydney", true, 150, 100, 5,
     50, "shopify_payments", "afterpay", surf_vendors, surf_makes, surf_things, australian},
};

}  // namespace

std::span<const Profile> profiles() {
    return all;
}

}  // namespace tillwatch::sim
