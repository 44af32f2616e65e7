title the letter without an address
cast a: postman
cast c: librarian
cast d: old
cast b: child
thing x: letter, envelope, postcard, card; blue, white, yellow, brown, grey
place p: bridge, river, well, pond
word years: ten, twelve, fifteen, twenty, thirty
word kin: sister, brother, daughter, son, cousin

beat start
3: (One|On a) (wet|rainy|stormy) morning, {a.intro} set out with a full mail bag
3: {a.intro} packed the post into the bag, put on a raincoat and (went|walked) out into the rain
3: It was raining cats and dogs, but {a.intro} went from door to door with the post
1: I am the postman of our town. One (wet|rainy|stormy) morning I set out with a full bag
1: On the wettest day of the year, I packed the post into my bag and went out into the rain
fact has a x
beat when
{a} came {p.to}
{a} turned up {a.my} collar and came {p.to}
{a} stopped {p.in} to read an address
{a} stopped {p.in} to rest
fact goes a p
beat start
a gust of wind (tore|snatched|blew) {x} out of the bag
a sudden gust lifted the flap of the bag and carried {x} away
the wind blew the bag open and {x} fell out
fact loses a x
beat and
the {x.noun} (landed|fell) in a (deep|muddy|big) puddle
the {x.noun} sailed through the air and landed in a puddle
the {x.noun} dropped into the mud
beat start
{a} fished it out at once, but the ink had run
{a} wiped it dry, but the rain had washed the ink away
{a} picked it up and shook off the drops, but it was too late
fact has a x
beat start
Only (one|the last) word of the address could still be read, and it was the name of the town
Where the name and the street had been, there was only a blue stain
There was no street and no name any more, only a blot
Nobody could have read the address now
beat say a
What shall I do? Somebody is waiting for this
Dear me! A postman must not lose a single thing. Who is this for?
I have never failed to bring the post. Where does this belong?
beat maybe start
@worried a
@thinks a
beat maybe so
{a} knocked at every door in (two|three) streets, but nobody knew
{a} went up and down the street and asked, but nobody was expecting anything
{a} asked at the bakery, at the mill and at the school, but nobody could help
beat start
{a} met {b.intro}, who was jumping over the puddles
On the corner stood {b.intro}, under an umbrella much too big for one
{a} met {b.intro}, who was sailing a leaf in the gutter
beat say b to a
You should ask {c.the}, {a.name}. Nobody reads as many books
Go to the library, {a.name}! {c.the} can read any handwriting
Why do you not ask {c.the}, {a.name}? Very old books are hard to read too
beat so
{a} went to the library and showed the {x.noun} to {c.name} the librarian
{a} ran to the library, where {c.name} the librarian was standing on a ladder
{a} carried the {x.noun} to the library, where {c.name} the librarian was sorting books
beat then
{c} held it against the lamp and took a magnifying glass
{c} turned it this way and that way in front of the window
{c} put on reading glasses and studied it under the lamp
beat say c to a
Look at the stamp! There is a ship on it. This must be for {d.name}, whose {kin} went to sea
Hold the lamp a little higher, {a.name}. There! I can make out a name. It says {d.name}
The ink is gone, {a.name}, but the pen has pressed the paper. Here it says {d.name}!
beat so
{a} hurried straight to {d.name}'s house
{a} ran through the rain to {d.name} and knocked at the door
beat start
{d} opened the door, saw the {x.noun} and (began to tremble|had to sit down|turned pale)
{d} turned the {x.noun} over and over and (then smiled|could not speak)
{d} looked at the {x.noun} for a long time and (then laughed and cried at once|then dropped the walking stick)
fact gives a x d
beat say d to a
It is from my {kin}! I have waited {years} years for this, {a.name}
At last! Every morning for {years} years I looked out for you, {a.name}. My {kin} has written to me
My {kin} is alive and well and is coming home! I have waited {years} years for these words
beat maybe so
{d} made some hot tea, and {a} dried both boots by the fire
{d} put the kettle on and gave {a.me} a towel and a slice of cake
beat maybe start
A month later, the whole street came to the party for the {kin}
That summer, two chairs stood in front of that house
beat start
Since that day, {a} (<carry>|<have> carried) the post under (a piece of oilcloth|a waxed cloth)
From then on, {a} always tied the bag with a (strong strap|double knot)

ask where p
? Where did the wind take the {x.noun} out of the bag
? Where did {a.name} lose the {x.noun}
! It happened {p.in}
! {a.name} lost it {p.in}
ask who c
? Who found out the name
? Who could tell {a.name} where the {x.noun} belonged
! {c.name} found it out
! It was {c.name}, the librarian
ask who d
? Who was the {x.noun} for
? Who got the {x.noun} in the end
! It was for {d.name}
! {d.name} got it
ask why
? Why could nobody read the address
? Why was the address gone
! The rain had washed the ink away
! The {x.noun} fell into a puddle, and the ink ran
ask how-many
? How many years had {d.name} waited
? How long had {d.name} waited
! {d.name} had waited for {years} years
! It had been {years} years
