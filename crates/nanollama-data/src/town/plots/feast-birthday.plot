title a birthday with many gifts
cast a: child
cast b: child
cast c: child
cast d: old
thing x: book, paint box, paper lantern, flute, spinning top, skipping rope, mouth organ
thing y: scarf, cap, cushion, shawl, waistcoat; colour
word cake: apple cake, chocolate cake, honey cake, lemon cake, nut cake, carrot cake
word drink: lemonade, apple juice, hot chocolate, raspberry tea
word game: blind man's buff, musical chairs, charades, skittles, sack races
word trouble: the candles had been forgotten, there were not enough chairs, the lamp over the table went out, the table was too small, the cups were all at the neighbour's
number n: 4..6
number m: n-1

beat start
3: It was the birthday of {a.intro}, who was {n} years old that day
3: (On Sunday|One Saturday|Some years ago) {a.intro} turned {n}
1: Once, on (my birthday|a Sunday), when I turned {n}, I had a wonderful party
1: On the day when I turned {n}, I woke up early
beat start
All morning it smelled of {cake}, and (paper stars|garlands|bright ribbons) hung in the kitchen
The table was laid, and in the middle stood {cake.a}
beat start
{a} could hardly wait for the guests
{a} ran to the window again and again
{a} swept the front step twice
beat maybe start
@inside
beat then
the doorbell rang, and there was {b.intro}
the first guest came, and it was {b.intro}
beat say b to a
Happy birthday, {a.name}! This is for you
Many happy returns, {a.name}! Open it
beat start
It was {x.a}, wrapped in (newspaper|silver paper|a big leaf)
In the (parcel|box) was {x.a}, and {a} (beamed|was overjoyed)
fact has b x
fact gives b x a
beat then
{c.intro} came (in|along the path) and brought a (jug|big can) of {drink}
{c.intro} arrived with a (jug|can) of {drink} (in both hands|under a cloth)
beat start
Last of all came {d.intro} with {y.a}
Then {d.intro} knocked, and the present was {y.a}
fact has d y
beat say d
I made it myself, and it took me the whole winter
I sewed it in the evenings, stitch by stitch
beat and
{a} put it to use at once and said thank you
{a} hugged {d.me} and said thank you
fact gives d y a
beat maybe start
@glad a
beat but
one thing went wrong: {trouble}
there was one (little|small) trouble: {trouble}
beat start
Nobody was (cross|sad) about it for long, because {d.name} (knew what to do|found a way)
{d.name} laughed, (clapped|rolled up both sleeves) and put everything right in no time
beat then
everyone sang, and {a} cut the cake
there was a song, and the cake was cut into (big|thick) slices
beat maybe then
{c.name} poured out the {drink}, and {b.name} spilled some on the cloth
{b.name} handed round the plates, and {c.name} filled the cups
beat then
the guests played {game} until (dusk|it grew dark|the moon rose)
it was time for {game}, and even {d.name} joined in
beat say a
This was the best birthday of all
I never had such a fine birthday
I wish it were my birthday every week
beat maybe start
The last crumbs went to the (sparrows|ducks|goldfish)
In the evening the (garlands|paper stars) came down again, but the gifts stayed beside the bed
beat maybe start
@ending a
@relief
that night {a} was too happy to sleep

ask how-many n
? How old (was {a.name} that day|did {a.name} turn)
? {a.name} had been {m} the year before. How old was {a.name} then
! {a.name} was {n} years old
! {a.name} turned {n}
ask what x
? What did {b.name} bring
? What was {b.my} present
! {b.name} brought {x.a}
! It was {x.a} from {b.name}
ask what
? What did {c.name} bring
! {c.name} brought {drink}
! {c.name} came with {drink}
ask who d
? Who brought {y.the}
? Who gave {a.name} {y.a}
! {d.name} did
! It was {d.name}
ask what
? What kind of cake was there
? What did they eat
! There was {cake.a}
! It was {cake.a}
ask colour y
? What colour was {y.the}
! {y.the} was {y.colour}
