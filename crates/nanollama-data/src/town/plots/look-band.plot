title a band with five players
cast a: child
cast t: teacher
cast b: child
cast c: child
cast d: child
cast e: child
cast f: old
word i1: drum, flute, fiddle, trumpet, mouth organ, triangle, tambourine, cello, horn, accordion, banjo, rattle, xylophone
word i2: drum, flute, fiddle, trumpet, mouth organ, triangle, tambourine, cello, horn, accordion, banjo, rattle, xylophone
word i3: drum, flute, fiddle, trumpet, mouth organ, triangle, tambourine, cello, horn, accordion, banjo, rattle, xylophone
word i4: drum, flute, fiddle, trumpet, mouth organ, triangle, tambourine, cello, horn, accordion, banjo, rattle, xylophone
word i5: drum, flute, fiddle, trumpet, mouth organ, triangle, tambourine, cello, horn, accordion, banjo, rattle, xylophone
word k1: like rain on a roof, like a lark, like a squeaky gate, like thunder far away, like a mill wheel, like a bumblebee, like a trotting horse, like a happy frog, like an old clock, like a kettle, like wind in the reeds, like a cuckoo
word k2: like rain on a roof, like a lark, like a squeaky gate, like thunder far away, like a mill wheel, like a bumblebee, like a trotting horse, like a happy frog, like an old clock, like a kettle, like wind in the reeds, like a cuckoo
word k3: like rain on a roof, like a lark, like a squeaky gate, like thunder far away, like a mill wheel, like a bumblebee, like a trotting horse, like a happy frog, like an old clock, like a kettle, like wind in the reeds, like a cuckoo
word k4: like rain on a roof, like a lark, like a squeaky gate, like thunder far away, like a mill wheel, like a bumblebee, like a trotting horse, like a happy frog, like an old clock, like a kettle, like wind in the reeds, like a cuckoo
word k5: like rain on a roof, like a lark, like a squeaky gate, like thunder far away, like a mill wheel, like a bumblebee, like a trotting horse, like a happy frog, like an old clock, like a kettle, like wind in the reeds, like a cuckoo
word piece: a waltz, a march, a lullaby, a polka, a song about the sea
word day: the summer fair, the harvest feast, the school feast, midsummer day, the lantern feast

beat start
3: For {day}, {t.intro} wanted to have a band, and {a.intro} was to lead it
3: {t.intro} had never had a band for {day}, so {a.intro} went from door to door to look for players
3: There was no music at all for {day}, so {t.intro} and {a.intro} decided to start a band
1: For {day}, {t.intro} wanted to have a band, and I was to lead it
1: {t.intro} asked me to find a band for {day}, so I went from door to door
1: There was no music at all for {day}, so {t.intro} told me to start a band
beat say t to a
We need five people, {a.name}. They need not be good, but they must be on time
Bring anybody who has something that makes a noise, {a.name}
Find me five who dare to play, {a.name}
beat mix start
{b.name} played the {i1}, and it sounded {k1}
In {b.name}'s hands, the {i1} sounded {k1}
{b.name} was good at the {i1}, which sounded {k1}
{b.name}'s {i1} sounded {k1}
beat mix start
{c.name} brought {i2.a} that sounded {k2}
{c.name} had learned the {i2}, and it sounded {k2}
The {i2} that {c.name} played sounded {k2}
beat mix start
The {i3} was played by {d.name} and sounded {k3}
{d.name} took the {i3} and made it sound {k3}
{d.name} had borrowed the {i3}, and it sounded {k3}
When {d.name} played the {i3}, it sounded {k3}
beat mix start
{e.name} had the {i4}, which sounded {k4}
{e.name} could not read a note, but the {i4} sounded {k4} all the same
{e.name} practised the {i4} until it sounded {k4}
{e.name} blew dust from the {i4}, and it sounded {k4}
beat mix start
{f.intro} still had {i5.a}, and it sounded {k5}
{f.intro} took the {i5} from the wall, and it sounded {k5}
When they still needed somebody, {f.intro} brought the {i5}, which sounded {k5}
The {i5} was played by {f.intro} and sounded {k5}
beat but
at the first practice everybody played as fast as possible, and it was dreadful
the first practice was so bad that the milk turned sour
the first time nobody listened to anybody, and the cat ran out of the room
beat maybe start
@worried a
beat so
{a} put down the stick and clapped the beat, slowly and clearly
{a} covered both ears, called for silence and let them start one by one
{a} stamped on the floor, one and two and three and four, until all five kept time
beat say a
Listen to each other, and start again from the top
Do not race. The one who is first at the end does not win
Who can hear the others? Nobody? Then play more softly
beat when
{day} came
the great day had come
beat start
the band played {piece}
{piece} rang out over the roofs
the band struck up {piece}
beat and
nobody could sit still
even the mayor danced
(the whole square|everybody) began to dance
beat say t
Once more, please
I think that I have something in my eye
I would never have believed it
beat maybe start
The loudest clapping came from the very old and the very young
Even the dogs joined in at the end
beat maybe start
@proud a
@glad a

ask who b
? Who played the {i1}
? Who (had|was good at) the {i1}
! {b.name} played the {i1}
! It was {b.name}
ask what i1
? What did {b.name} play
? Which instrument did {b.name} have
! {b.name} played the {i1}
! It was the {i1}
ask what k1
? What did the {i1} sound like
? How did the {i1} sound
! The {i1} sounded {k1}
! It sounded {k1}
ask who b
? Which player sounded {k1}
? Whose instrument sounded {k1}
! It was {b.name} who sounded like that
! It was {b.name} with the {i1}
ask who c
? Who played the {i2}
? Who (had|was good at) the {i2}
! {c.name} played the {i2}
! It was {c.name}
ask what i2
? What did {c.name} play
? Which instrument did {c.name} have
! {c.name} played the {i2}
! It was the {i2}
ask what k2
? What did the {i2} sound like
? How did the {i2} sound
! The {i2} sounded {k2}
! It sounded {k2}
ask who c
? Which player sounded {k2}
? Whose instrument sounded {k2}
! It was {c.name} who sounded like that
! It was {c.name} with the {i2}
ask who d
? Who played the {i3}
? Who (had|was good at) the {i3}
! {d.name} played the {i3}
! It was {d.name}
ask what i3
? What did {d.name} play
? Which instrument did {d.name} have
! {d.name} played the {i3}
! It was the {i3}
ask what k3
? What did the {i3} sound like
? How did the {i3} sound
! The {i3} sounded {k3}
! It sounded {k3}
ask who d
? Which player sounded {k3}
? Whose instrument sounded {k3}
! It was {d.name} who sounded like that
! It was {d.name} with the {i3}
ask who e
? Who played the {i4}
? Who (had|was good at) the {i4}
! {e.name} played the {i4}
! It was {e.name}
ask what i4
? What did {e.name} play
? Which instrument did {e.name} have
! {e.name} played the {i4}
! It was the {i4}
ask what k4
? What did the {i4} sound like
? How did the {i4} sound
! The {i4} sounded {k4}
! It sounded {k4}
ask who e
? Which player sounded {k4}
? Whose instrument sounded {k4}
! It was {e.name} who sounded like that
! It was {e.name} with the {i4}
ask who f
? Who played the {i5}
? Who (had|was good at) the {i5}
! {f.name} played the {i5}
! It was {f.name}
ask what i5
? What did {f.name} play
? Which instrument did {f.name} have
! {f.name} played the {i5}
! It was the {i5}
ask what k5
? What did the {i5} sound like
? How did the {i5} sound
! The {i5} sounded {k5}
! It sounded {k5}
ask who f
? Which player sounded {k5}
? Whose instrument sounded {k5}
! It was {f.name} who sounded like that
! It was {f.name} with the {i5}
ask what piece
? What did the band play
? What was the piece that made people dance
! The band played {piece}
! It was {piece}
